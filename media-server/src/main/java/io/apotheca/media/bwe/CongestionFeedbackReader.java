// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import io.apotheca.media.rtcp.CongestionFeedback;
import java.util.Arrays;

/**
 * Gives an observer what RFC 8888 feedback says: streams one after another become packets in the order they were sent. Owned
 * by its loop.
 */
final class CongestionFeedbackReader {
    private static final long NANOS = 1_000_000_000;
    private static final int FRACTION_BITS = 16;
    private static final long OFFSETS_A_SECOND = 1024;
    private static final long UNTOLD = Long.MIN_VALUE;
    private static final long MISSING = Long.MIN_VALUE + 1;
    private static final int MASK = SendHistory.SIZE - 1;

    private final PathObserver path;
    private final SourceNumbers numbers = new SourceNumbers();
    /** What is told of each number, by its low bits: an arrival, {@link #MISSING} or {@link #UNTOLD}. */
    private final long[] told = new long[SendHistory.SIZE];

    private boolean started;
    private long clock;
    private long least;
    private long most;

    CongestionFeedbackReader(PathObserver path) {
        this.path = path;
        Arrays.fill(told, UNTOLD);
    }

    void onSent(int ssrc, int sequence, long number) {
        numbers.put(ssrc, sequence, number);
    }

    void read(CongestionFeedback feedback, long nowNanos) {
        clock = started
                ? clock + (feedback.reportTimestamp() - (int) clock)
                : feedback.reportTimestamp() & 0xFFFF_FFFFL;
        started = true;
        least = Long.MAX_VALUE;
        most = -1;
        for (int i = 0; i < feedback.streams().size(); i++) {
            collect(feedback.streams().get(i));
        }
        if (most >= 0) {
            path.startAt(least);
        }
        for (long number = least; number <= most; number++) {
            long what = told[(int) number & MASK];
            told[(int) number & MASK] = UNTOLD;
            if (what == MISSING) {
                path.missing(number);
            } else if (what != UNTOLD) {
                path.arrived(number, what, nowNanos);
            }
        }
    }

    private void collect(CongestionFeedback.Stream stream) {
        long reportNanos = (clock >> FRACTION_BITS) * NANOS + (((clock & 0xFFFF) * NANOS) >> FRACTION_BITS);
        for (int i = 0; i < stream.metrics().length; i++) {
            long number = numbers.find(stream.ssrc(), stream.beginSequence() + i);
            if (path.history.slot(number) < 0) {
                continue;
            }
            if (!stream.arrived(i)) {
                tell(number, MISSING);
            } else if (stream.offset(i) < CongestionFeedback.NO_OFFSET - 1) {
                tell(number, reportNanos - stream.offset(i) * NANOS / OFFSETS_A_SECOND);
            }
        }
    }

    private void tell(long number, long what) {
        told[(int) number & MASK] = what;
        least = Math.min(least, number);
        most = Math.max(most, number);
    }
}
