// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.buffer.PacketBuffer;

/** Where an {@link OutboundTrack} puts its packets: the subscriber's transport. */
public interface Egress {
    /** An empty slot to write one plain RTP packet into; a slot that is claimed but not sent is handed out again. */
    PacketBuffer claim();

    /** Protects and sends the RTP packet in the claimed slot. */
    void sendRtp(PacketBuffer slot);

    /** Whether packets can go out: the peer has a path and keys. */
    boolean ready();
}
