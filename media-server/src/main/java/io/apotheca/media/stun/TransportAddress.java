// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

/**
 * An IP address and a port. The address is held as the 128 bits of IPv6; IPv4 is held in its mapped form
 * {@code ::ffff:a.b.c.d}, so that a peer seen through a dual-stack socket equals itself. Never prints the address.
 */
public record TransportAddress(long high, long low, int port) {
    private static final long MAPPED_PREFIX = 0x0000_FFFF_0000_0000L;
    private static final long MAPPED_MASK = 0xFFFF_FFFF_0000_0000L;

    public TransportAddress {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port out of range");
        }
    }

    /** From the 4 or 16 bytes of an address in network order. */
    public static TransportAddress of(byte[] ip, int port) {
        return switch (ip.length) {
            case 4 -> new TransportAddress(0, MAPPED_PREFIX | bits(ip, 0, 4), port);
            case 16 -> new TransportAddress(bits(ip, 0, 8), bits(ip, 8, 8), port);
            default -> throw new IllegalArgumentException("an IP address has 4 or 16 bytes");
        };
    }

    /** The address in network order: 4 bytes when it is IPv4, else 16. */
    public byte[] ip() {
        byte[] ip = new byte[isIpv4() ? 4 : 16];
        for (int i = 0; i < ip.length; i++) {
            int fromEnd = ip.length - 1 - i;
            ip[i] = (byte) (fromEnd < 8 ? low >>> (8 * fromEnd) : high >>> (8 * (fromEnd - 8)));
        }
        return ip;
    }

    public boolean isIpv4() {
        return high == 0 && (low & MAPPED_MASK) == MAPPED_PREFIX;
    }

    /**
     * What of the address names a line: an IPv4 address, or the first 64 bits of an IPv6 address, of which a host uses many;
     * without the port.
     */
    public TransportAddress line() {
        return new TransportAddress(high, isIpv4() ? low : 0, 0);
    }

    /** Whether it is this machine's own: 127.0.0.0/8 or ::1. */
    public boolean isLoopback() {
        return isIpv4() ? (low >>> 24 & 0xFF) == 127 : high == 0 && low == 1;
    }

    /** Sixteen bits of a hash: enough to follow one peer through a log, too few to find the address again. */
    @Override
    public String toString() {
        long mixed = (high * 31 + low) * 0x9E37_79B9_7F4A_7C15L + port * 0xC2B2_AE3D_27D4_EB4FL;
        mixed ^= mixed >>> 29;
        return "peer#%04x".formatted((mixed * 0xBF58_476D_1CE4_E5B9L) >>> 48);
    }

    private static long bits(byte[] ip, int from, int count) {
        long bits = 0;
        for (int i = from; i < from + count; i++) {
            bits = bits << 8 | (ip[i] & 0xFF);
        }
        return bits;
    }
}
