// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.transport.PeerTransport;

/**
 * The server's transport of one peer, in a simulation. As a media loop does, it looks up the transport's deadline only
 * when it had to do with it, or was told that the deadline moved.
 */
public final class ServerEnd implements SansIo {
    private final PeerTransport transport;
    private NetworkPath path;
    private final PacketBuffer buffer = new PacketBuffer();
    private long deadlineNanos;

    ServerEnd(PeerTransport transport, NetworkPath path) {
        this.transport = transport;
        this.path = path;
        touch();
    }

    /** From here on the peer's datagrams come by this path. */
    public void comesBy(NetworkPath moved) {
        path = moved;
    }

    /** Looks up the deadline. */
    void touch() {
        deadlineNanos = transport.nextDeadlineNanos();
    }

    @Override
    public void onDatagram(byte[] datagram, long nowNanos) {
        onDatagram(datagram, path, nowNanos);
    }

    /** A datagram that came some other way. */
    public void onDatagram(byte[] datagram, NetworkPath from, long nowNanos) {
        System.arraycopy(datagram, 0, buffer.bytes, 0, datagram.length);
        buffer.reset(datagram.length);
        transport.onDatagram(buffer, from, nowNanos);
        touch();
    }

    @Override
    public void onDeadline(long nowNanos) {
        transport.onDeadline(nowNanos);
        touch();
    }

    @Override
    public long nextDeadlineNanos() {
        return deadlineNanos;
    }
}
