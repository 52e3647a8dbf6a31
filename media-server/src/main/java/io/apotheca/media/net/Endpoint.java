// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.stun.TransportAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a UDP port's datagrams, in numbers: an address as IPv6 or mapped IPv4, as {@link TransportAddress} holds it, a port,
 * and the zone of a link-local address. A port sets one of its own for each datagram that comes, so that a known sender costs no object; what
 * is to last is a {@link #copy}. Owned by its MediaLoop.
 */
final class Endpoint {
    private static final int IPV4_BYTES = 4;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private long high;
    private long low;
    private int port;
    private int scope;
    private @Nullable InetSocketAddress socketAddress;
    private boolean oneByOne;

    static Endpoint of(InetSocketAddress address) {
        Endpoint endpoint = new Endpoint();
        endpoint.set(address);
        return endpoint;
    }

    /** {@code scope} is the number of the zone's interface, or 0. */
    void set(long high, long low, int port, int scope) {
        this.high = high;
        this.low = low;
        this.port = port;
        this.scope = scope;
        socketAddress = null;
    }

    void set(InetSocketAddress address) {
        if (address.equals(socketAddress)) {
            return;
        }
        InetAddress ip = address.getAddress();
        TransportAddress numbers = TransportAddress.of(ip.getAddress(), address.getPort());
        set(numbers.high(), numbers.low(), numbers.port(), ip instanceof Inet6Address zoned ? zoned.getScopeId() : 0);
        socketAddress = address;
    }

    Endpoint copy() {
        Endpoint copy = new Endpoint();
        copy.set(high, low, port, scope);
        return copy;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    int port() {
        return port;
    }

    int scope() {
        return scope;
    }

    TransportAddress transportAddress() {
        return new TransportAddress(high, low, port);
    }

    /** Made when it is first asked for. */
    InetSocketAddress socketAddress() {
        if (socketAddress == null) {
            socketAddress = new InetSocketAddress(address(), port);
        }
        return socketAddress;
    }

    private InetAddress address() {
        byte[] ip = transportAddress().ip();
        try {
            return scope == 0 || ip.length == IPV4_BYTES
                    ? InetAddress.getByAddress(ip)
                    : Inet6Address.getByAddress(null, ip, scope);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }

    /** Whether the way there was found to take no message of several datagrams. */
    boolean oneByOne() {
        return oneByOne;
    }

    void becomeOneByOne() {
        oneByOne = true;
    }

    boolean same(Endpoint other) {
        return port == other.port && low == other.low && high == other.high && scope == other.scope;
    }

    /** Equal for those that are the same. */
    int hash() {
        long mixed = (high * 31 + low) * MIX + ((long) scope << 16 | port);
        mixed *= MIX;
        return (int) (mixed >>> 32);
    }

    /** Never prints the address. */
    @Override
    public String toString() {
        return transportAddress().toString();
    }
}
