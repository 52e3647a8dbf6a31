// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.testing.LinkPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** An outbox that writes at the end of a turn, and at once where a turn sends as much as one may; it knows whose a buffer is. */
final class TurnOutbox implements Outbox {
    private record Queued(PacketBuffer datagram, NetworkPath to) {}

    private final List<Queued> queued = new ArrayList<>();
    private final Queue<Departures> told = new ArrayDeque<>();
    private PacketBuffer slot = new PacketBuffer();
    private int kept;
    private long nowNanos;

    /** Everything from here on is written at this time. */
    void at(long nanos) {
        nowNanos = nanos;
    }

    /** Buffers that are with somebody who lets them wait. */
    int kept() {
        return kept;
    }

    @Override
    public PacketBuffer claim() {
        if (queued.size() == MOST_QUEUED) {
            flush();
        }
        return slot;
    }

    @Override
    public void send(PacketBuffer datagram, NetworkPath to) {
        if (datagram != slot) {
            throw new AssertionError("what is sent was not claimed");
        }
        queue(datagram, to);
    }

    @Override
    public void keep(PacketBuffer claimed) {
        if (claimed != slot) {
            throw new AssertionError("what is kept was not claimed");
        }
        kept++;
        slot = new PacketBuffer();
    }

    @Override
    public void sendKept(PacketBuffer datagram, NetworkPath to) {
        giveBack(datagram);
        claim();
        queue(datagram, to);
    }

    @Override
    public void giveBack(PacketBuffer datagram) {
        if (datagram == slot || --kept < 0) {
            throw new AssertionError("what comes back was not kept");
        }
    }

    @Override
    public void tellWhenWritten(Departures departures) {
        told.add(departures);
    }

    private void queue(PacketBuffer datagram, NetworkPath to) {
        PacketBuffer copy = new PacketBuffer();
        System.arraycopy(datagram.bytes, datagram.offset, copy.bytes, 0, datagram.length);
        copy.reset(datagram.length);
        queued.add(new Queued(copy, to));
    }

    /** The end of the turn: all of it goes into the links of its paths. */
    void flush() {
        for (Queued each : queued) {
            ((LinkPath) each.to).link().send(each.datagram.bytes, 0, each.datagram.length, nowNanos);
        }
        queued.clear();
        for (Departures each = told.poll(); each != null; each = told.poll()) {
            each.onWritten(nowNanos);
        }
    }
}
