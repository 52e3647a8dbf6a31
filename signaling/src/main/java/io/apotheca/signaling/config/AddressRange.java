// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.net.InetAddress;

/**
 * All IP addresses that begin like this one (CIDR, RFC 4632 and RFC 4291).
 *
 * @param network one address of the range
 * @param bits how many leading bits its addresses have in common
 */
public record AddressRange(InetAddress network, int bits) {
    public AddressRange {
        if (bits < 0 || bits > Byte.SIZE * network.getAddress().length) {
            throw new IllegalArgumentException("the prefix is longer than the address");
        }
    }

    /**
     * Reads an address, or an address with a prefix length such as {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            InetAddress address = InetAddress.ofLiteral(text);
            return new AddressRange(address, Byte.SIZE * address.getAddress().length);
        }
        return new AddressRange(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
