// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.rtcp.ReportBlock;

/**
 * The share of packets that did not arrive at first, over all streams that report blocks tell of and the last few seconds.
 * What was repaired counts as lost. Owned by its MediaLoop.
 */
final class LossMeter {
    static final double UNKNOWN = -1;
    static final int STREAMS = 64;
    static final long WINDOW_NANOS = 2_000_000_000;
    static final long STALE_NANOS = 15_000_000_000L;

    private final int[] ssrcs = new int[STREAMS];
    private final long[] highest = new long[STREAMS];
    private final int[] lostInAll = new int[STREAMS];
    private int streams;

    private long expected;
    private long lost;
    private long sinceNanos;
    private double share = UNKNOWN;
    private long toldNanos;

    LossMeter(long nowNanos) {
        sinceNanos = nowNanos;
        toldNanos = nowNanos;
    }

    /** A report of a stream; beyond {@link #STREAMS} of them the further ones do not count. */
    void onBlock(ReportBlock block, long nowNanos) {
        int at = indexOf(block.ssrc());
        if (at < 0) {
            add(block);
            return;
        }
        // The number is told in 32 bits and may wrap, backwards it never goes but in a report of nonsense.
        int more = (int) (block.highestSequence() - highest[at]);
        if (more <= 0) {
            return;
        }
        expected += more;
        lost += Math.clamp(block.cumulativeLost() - lostInAll[at], 0, more);
        highest[at] = block.highestSequence();
        lostInAll[at] = block.cumulativeLost();
        if (nowNanos - sinceNanos >= WINDOW_NANOS) {
            share = (double) lost / expected;
            expected = 0;
            lost = 0;
            sinceNanos = nowNanos;
            toldNanos = nowNanos;
        }
    }

    private int indexOf(int ssrc) {
        for (int i = 0; i < streams; i++) {
            if (ssrcs[i] == ssrc) {
                return i;
            }
        }
        return -1;
    }

    private void add(ReportBlock block) {
        if (streams < STREAMS) {
            ssrcs[streams] = block.ssrc();
            highest[streams] = block.highestSequence();
            lostInAll[streams++] = block.cumulativeLost();
        }
    }

    /** Between 0 and 1, or {@link #UNKNOWN} while nothing was reported lately. */
    double share(long nowNanos) {
        return nowNanos - toldNanos > STALE_NANOS ? UNKNOWN : share;
    }
}
