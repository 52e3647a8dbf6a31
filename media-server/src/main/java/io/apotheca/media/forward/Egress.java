// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.SentKind;

/** Where an {@link OutboundTrack} puts its packets: the subscriber's transport. */
public interface Egress {
    /** An empty slot to write one plain RTP packet into; a slot that is claimed but not sent is handed out again. */
    PacketBuffer claim();

    /**
     * Numbers, paces, protects and sends the RTP packet in the claimed slot.
     *
     * @param numberAt where the header has room for the transport-wide sequence number, or 0
     */
    void sendRtp(PacketBuffer slot, SentKind kind, int numberAt, long nowNanos);

    /** Whether packets can go out: the peer has a path and keys. */
    boolean ready();
}
