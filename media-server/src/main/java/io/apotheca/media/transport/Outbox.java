// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.NetworkPath;

/** Where a transport puts its datagrams. Owned by its MediaLoop; what is sent leaves at the end of the turn. */
public interface Outbox {
    /** An empty buffer to write one datagram into. Claimed again without a send, it is the same one. */
    PacketBuffer claim();

    /** Queues the claimed buffer's window. */
    void send(PacketBuffer datagram, NetworkPath to);
}
