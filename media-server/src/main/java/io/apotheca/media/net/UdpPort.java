// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** One bound, non-blocking UDP socket. Owned by its MediaLoop. */
interface UdpPort extends Closeable {
    /** Takes one datagram that came; the buffer and its sender are the port's and good for the call only. */
    @FunctionalInterface
    interface Sink {
        /**
         * {@code arrivedNanos}, on the scale of System.nanoTime, is no later than its arrival: the system's own word where the port
         * has it, else when the port began to read.
         */
        void onDatagram(PacketBuffer datagram, Endpoint from, long arrivedNanos);
    }

    InetSocketAddress address();

    /** {@link UdpAdapter#LINUX} or {@link UdpAdapter#PORTABLE}. */
    UdpAdapter adapter();

    SelectionKey register(Selector selector) throws IOException;

    /** Hands over up to {@code limit} waiting datagrams, whole ones and oversize ones (as length 0); how many. */
    int receive(int limit, Sink sink);

    /** Whether the port itself holds datagrams that {@link #receive} has not handed over: no selector tells of these. */
    boolean holdsMore();

    /** Sends all of the batch, in its order, and marks what the operating system did not take. */
    void send(Batch batch);

    /** How often this port went to the operating system. */
    Trips trips();
}
