// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.NetworkPath;

/**
 * Where a transport puts its datagrams. Owned by its MediaLoop; what is sent leaves at the end of the turn, or earlier when
 * there is much.
 */
public interface Outbox {
    /** Whoever wants to know when its datagrams left. */
    @FunctionalInterface
    interface Departures {
        /** What was sent up to now has been written to the socket at this time. */
        void onWritten(long nowNanos);
    }

    /** At most so many datagrams are queued before they are written. */
    int MOST_QUEUED = 512;

    /** An empty buffer to write one datagram into. Claimed again without a send, it is the same one. */
    PacketBuffer claim();

    /** Queues the claimed buffer's window. */
    void send(PacketBuffer datagram, NetworkPath to);

    /** Takes the claimed buffer out, for as long as its packet has to wait; it comes back by one of the next two. */
    void keep(PacketBuffer claimed);

    /** Queues the window of a buffer that was kept. */
    void sendKept(PacketBuffer kept, NetworkPath to);

    /** Takes a buffer back that was kept and is not to be sent. */
    void giveBack(PacketBuffer kept);

    /** Tells of the next write to the socket, once. */
    void tellWhenWritten(Departures departures);
}
