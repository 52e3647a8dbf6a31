// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.time.Deadline;
import io.apotheca.media.transport.Outbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The datagrams of one turn of a loop, sent together at its end, or earlier when there are many: those by one path next to each
 * other, in their order, so that a port can send them in one go. Buffers that wait with a transport are replaced from a pool, which grows to
 * what the busiest moment needed.
 */
final class SendQueue implements Outbox {
    private static final int END = -1;

    private final PacketBuffer[] slots = new PacketBuffer[MOST_QUEUED];
    private final LoopPath[] targets = new LoopPath[MOST_QUEUED];
    /** When what caused it came, or {@link Deadline#NEVER}. */
    private final long[] causedNanos = new long[MOST_QUEUED];

    /** The first datagram of each UDP path, and after each the next of its path. */
    private final int[] firsts = new int[MOST_QUEUED];

    private final int[] nexts = new int[MOST_QUEUED];
    private int paths;

    private final Batch batch = new Batch(MOST_QUEUED);
    private final ArrayDeque<PacketBuffer> spare = new ArrayDeque<>();
    private final List<Departures> told = new ArrayList<>();
    private final DropCounters drops;
    private final Traffic traffic;
    private final LongSupplier clock;
    private final TransitTimes transit = new TransitTimes();
    private long causeNanos = Deadline.NEVER;
    private int size;

    SendQueue(DropCounters drops, Traffic traffic, LongSupplier clock) {
        this.drops = drops;
        this.traffic = traffic;
        this.clock = clock;
        for (int i = 0; i < MOST_QUEUED; i++) {
            slots[i] = new PacketBuffer();
        }
    }

    TransitTimes transit() {
        return transit;
    }

    /** What is sent from here on is because of something that came at this time. */
    void causedBy(long arrivedNanos) {
        causeNanos = arrivedNanos;
    }

    /** What is sent from here on has other reasons than something that came. */
    void causedByNothing() {
        causeNanos = Deadline.NEVER;
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
        causedNanos[size] = causeNanos;
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
        causedNanos[size] = Deadline.NEVER;
        targets[size++] = (LoopPath) to;
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
        // quicker than the path is would make every later one seem to queue.
        long writtenNanos = told.isEmpty() ? 0 : clock.getAsLong();
        order();
        for (int i = 0; i < paths; i++) {
            sendByPortOf(i);
        }
        countTransit();
        Arrays.fill(targets, 0, size, null); // whose transport may end now
        size = 0;
        for (int i = 0; i < told.size(); i++) {
            told.get(i).onWritten(writtenNanos);
        }
        told.clear();
    }

    /** Chains the datagrams of each UDP path; TCP takes its own at once. */
    private void order() {
        paths = 0;
        for (int i = 0; i < size; i++) {
            switch (targets[i]) {
                case TcpPath tcp -> tcp.send(slots[i]);
                case UdpPath udp -> append(udp, i);
            }
        }
        for (int i = 0; i < paths; i++) {
            ((UdpPath) targets[firsts[i]]).lastQueued = END;
        }
    }

    private void append(UdpPath path, int index) {
        nexts[index] = END;
        if (path.lastQueued == END) {
            firsts[paths++] = index;
        } else {
            nexts[path.lastQueued] = index;
        }
        path.lastQueued = index;
    }

    /** Sends for this path and all later ones by the same port. */
    private void sendByPortOf(int path) {
        if (firsts[path] == END) {
            return;
        }
        UdpPort port = pathOf(firsts[path]).port();
        batch.clear();
        for (int i = path; i < paths; i++) {
            if (firsts[i] != END && pathOf(firsts[i]).port().equals(port)) {
                Endpoint to = pathOf(firsts[i]).to();
                for (int datagram = firsts[i]; datagram != END; datagram = nexts[datagram]) {
                    batch.add(slots[datagram], to);
                }
                firsts[i] = END;
            }
        }
        port.send(batch);
        countSent();
    }

    private UdpPath pathOf(int datagram) {
        return (UdpPath) targets[datagram];
    }

    private void countSent() {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.refused(i)) {
                drops.count(DropReason.SEND_FAILED);
            } else {
                traffic.udpOut.count(batch.datagram(i).length);
            }
        }
    }

    private void countTransit() {
        long sentNanos = clock.getAsLong();
        int first = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || causedNanos[i] != causedNanos[first]) {
                if (causedNanos[first] != Deadline.NEVER) {
                    transit.record(sentNanos - causedNanos[first], i - first, sentNanos);
                }
                first = i;
            }
        }
    }
}
