// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * Whether the sender itself sends less than it may, so that what arrives says nothing about the path (application-limited
 * region). Measures what was sent over about half a second against the target. Owned by its loop.
 */
final class AlrDetector {
    private static final double SPAN_NANOS = 500e6;
    private static final double ENTER = 0.65;
    private static final double LEAVE = 0.80;

    private double bits;
    private long countedNanos = Long.MIN_VALUE;
    private boolean limited;

    void onSent(int bytes, long nowNanos) {
        decay(nowNanos);
        bits += bytes * 8.0;
    }

    /** Judges by this target; wanted a few times a second. */
    void judge(double targetBps, long nowNanos) {
        decay(nowNanos);
        double used = sentBps() / targetBps;
        limited = used < (limited ? LEAVE : ENTER);
    }

    private void decay(long nowNanos) {
        if (countedNanos != Long.MIN_VALUE) {
            bits *= Math.exp((countedNanos - nowNanos) / SPAN_NANOS);
        }
        countedNanos = nowNanos;
    }

    double sentBps() {
        return bits * 1e9 / SPAN_NANOS;
    }

    boolean limited() {
        return limited;
    }
}
