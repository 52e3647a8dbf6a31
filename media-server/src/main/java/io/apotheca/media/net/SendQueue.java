// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.transport.Outbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The datagrams of one turn of a loop, sent together at its end, or earlier when there are many. Buffers that wait with a
 * transport are replaced from a pool, which grows to what the busiest moment needed.
 */
final class SendQueue implements Outbox {
    private final PacketBuffer[] slots = new PacketBuffer[MOST_QUEUED];
    private final LoopPath[] targets = new LoopPath[MOST_QUEUED];
    private final ArrayDeque<PacketBuffer> spare = new ArrayDeque<>();
    private final List<Departures> told = new ArrayList<>();
    private final DropCounters drops;
    private final LongSupplier clock;
    private int size;

    SendQueue(DropCounters drops, LongSupplier clock) {
        this.drops = drops;
        this.clock = clock;
        for (int i = 0; i < MOST_QUEUED; i++) {
            slots[i] = new PacketBuffer();
        }
    }

    @Override
    public PacketBuffer claim() {
        if (size == MOST_QUEUED) {
            flush();
        }
        return slots[size];
    }

    @Override
    public void send(PacketBuffer datagram, NetworkPath to) {
        targets[size++] = (LoopPath) to;
    }

    @Override
    public void keep(PacketBuffer claimed) {
        PacketBuffer other = spare.poll();
        slots[size] = other == null ? new PacketBuffer() : other;
    }

    @Override
    public void sendKept(PacketBuffer kept, NetworkPath to) {
        spare.push(claim());
        slots[size] = kept;
        send(kept, to);
    }

    @Override
    public void giveBack(PacketBuffer kept) {
        spare.push(kept);
    }

    @Override
    public void tellWhenWritten(Departures departures) {
        told.add(departures);
    }

    void flush() {
        if (size == 0) {
            return;
        }
        // Read before the writes: the system may run the receiver before it returns from them, and a packet that seems
        // to
        // have been quicker than the path is would make every later one seem to queue.
        long writtenNanos = told.isEmpty() ? 0 : clock.getAsLong();
        for (int i = 0; i < size; i++) {
            targets[i].send(slots[i], drops);
        }
        size = 0;
        for (int i = 0; i < told.size(); i++) {
            told.get(i).onWritten(writtenNanos);
        }
        told.clear();
    }
}
