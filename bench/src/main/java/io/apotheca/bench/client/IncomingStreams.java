// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transport's incoming streams by SSRC: open addressing, at most half full. Owned by its loop. */
final class IncomingStreams {
    private static final int SPREAD = 0x9E37_79B9;

    private final Tally tally;
    private List<IncomingStream> all = List.of();
    private int[] ssrcs = new int[2];
    private @Nullable IncomingStream[] cells = new @Nullable IncomingStream[2];

    IncomingStreams(Tally tally) {
        this.tally = tally;
    }

    List<IncomingStream> all() {
        return all;
    }

    /** What may come from now on; streams that were there go on. */
    void set(List<ReceivedStream> streams) {
        List<IncomingStream> next = new ArrayList<>(streams.size());
        for (ReceivedStream each : streams) {
            IncomingStream before = find(each.ssrc());
            next.add(before != null && before.stream().equals(each) ? before : new IncomingStream(each, tally));
        }
        all = List.copyOf(next);
        int size = 2;
        while (size < 4 * streams.size() + 2) {
            size *= 2;
        }
        ssrcs = new int[size];
        cells = new @Nullable IncomingStream[size];
        for (IncomingStream each : all) {
            put(each.stream().ssrc(), each);
            if (each.stream().rtxSsrc() != 0) {
                put(each.stream().rtxSsrc(), each);
            }
        }
    }

    private void put(int ssrc, IncomingStream stream) {
        int at = cell(ssrc);
        ssrcs[at] = ssrc;
        cells[at] = stream;
    }

    /** The stream that has this SSRC, its own or that of its retransmissions. */
    @Nullable
    IncomingStream find(int ssrc) {
        return cells[cell(ssrc)];
    }

    /** Where it is, or the free cell where it would be. */
    private int cell(int ssrc) {
        int mask = cells.length - 1;
        int at = ((ssrc * SPREAD) >>> 16) & mask;
        while (cells[at] != null && ssrcs[at] != ssrc) {
            at = at + 1 & mask;
        }
        return at;
    }

    long nextDeadlineNanos() {
        long next = Deadline.NEVER;
        for (IncomingStream each : all) {
            next = Math.min(next, each.nextDeadlineNanos());
        }
        return next;
    }
}
