// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.transport.Outbox;

/** The datagrams of one turn of a loop, sent together at its end, or earlier when there are many. */
final class SendQueue implements Outbox {
    private static final int BATCH = 256;

    private final PacketBuffer[] slots = new PacketBuffer[BATCH];
    private final LoopPath[] targets = new LoopPath[BATCH];
    private final DropCounters drops;
    private int size;

    SendQueue(DropCounters drops) {
        this.drops = drops;
        for (int i = 0; i < BATCH; i++) {
            slots[i] = new PacketBuffer();
        }
    }

    @Override
    public PacketBuffer claim() {
        if (size == BATCH) {
            flush();
        }
        return slots[size];
    }

    @Override
    public void send(PacketBuffer datagram, NetworkPath to) {
        targets[size++] = (LoopPath) to;
    }

    void flush() {
        for (int i = 0; i < size; i++) {
            targets[i].send(slots[i], drops);
        }
        size = 0;
    }
}
