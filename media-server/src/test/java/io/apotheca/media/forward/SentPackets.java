// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.SentKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what a subscriber is sent. */
final class SentPackets implements Egress {
    private final List<byte[]> packets = new ArrayList<>();
    private final PacketBuffer buffer = new PacketBuffer();

    List<byte[]> packets() {
        return packets;
    }

    @Override
    public PacketBuffer claim() {
        return buffer;
    }

    @Override
    public void sendRtp(PacketBuffer slot, SentKind kind, int numberAt, long nowNanos) {
        packets.add(Arrays.copyOfRange(slot.bytes, slot.offset, slot.offset + slot.length));
    }

    @Override
    public boolean ready() {
        return true;
    }
}
