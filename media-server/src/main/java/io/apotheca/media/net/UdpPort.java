// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** One bound, non-blocking UDP socket. Owned by its MediaLoop. */
interface UdpPort extends Closeable {
    /** Takes one datagram that came; the buffer is the port's and good for the call only. */
    @FunctionalInterface
    interface Sink {
        void onDatagram(PacketBuffer datagram, InetSocketAddress from);
    }

    InetSocketAddress address();

    SelectionKey register(Selector selector) throws ClosedChannelException;

    /** Hands over up to {@code limit} waiting datagrams, whole ones and oversize ones (as length 0); how many. */
    int receive(int limit, Sink sink);

    /** False when the operating system took it not. */
    boolean send(PacketBuffer datagram, InetSocketAddress to);
}
