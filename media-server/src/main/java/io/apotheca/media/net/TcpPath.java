// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.stun.TransportAddress;

/** One TCP connection that a peer has opened to us. Equal when the connection is the same. */
final class TcpPath implements LoopPath {
    private final TcpConnection connection;
    private final Home home;

    TcpPath(TcpConnection connection, Home home) {
        this.connection = connection;
        this.home = home;
    }

    @Override
    public Home home() {
        return home;
    }

    @Override
    public TransportAddress remote() {
        return connection.remote();
    }

    @Override
    public boolean tcp() {
        return true;
    }

    /** Sends one datagram; what is not taken is counted and gone. */
    void send(PacketBuffer datagram) {
        connection.send(datagram);
    }

    @Override
    public void unbind() {
        connection.unbind(this);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof TcpPath path && path.connection == connection);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(connection);
    }
}
