// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.timeline;

/**
 * Relates one sender's wallclock, as its sender reports tell it (RFC 3550 section 6.4.1), to the server's clock. Wallclocks
 * are wrong, so only the distance counts: that of the report of the last minute which was under way the shortest. One for
 * all tracks of a sender, so that what belongs together stays together. Not thread-safe.
 */
public final class SenderClock {
    private static final long WINDOW_NANOS = 64_000_000_000L;
    /** A report so far off, and more that agree with it, mean that the wallclock was set. */
    private static final long STEP_NANOS = 1_000_000_000L;

    private static final int REPORTS_OF_A_STEP = 3;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long HALF = 1L << 31;

    private final WindowedMinimum distances = new WindowedMinimum(WINDOW_NANOS);
    private boolean started;
    private long originNtp;
    private int strays;
    private int epoch;

    /** A report with this wallclock time arrived now; whether it can be believed. */
    boolean onReport(long ntp, long nowNanos) {
        if (!started) {
            started = true;
            originNtp = ntp;
        }
        long distance = nowNanos - nanos(ntp);
        boolean stray = distances.least() != Long.MAX_VALUE && Math.abs(distance - distances.least()) > STEP_NANOS;
        strays = stray ? strays + 1 : 0;
        if (strays >= REPORTS_OF_A_STEP) {
            strays = 0;
            stray = false;
            epoch++;
            distances.clear();
        }
        if (!stray) {
            distances.add(distance, nowNanos);
        }
        return !stray;
    }

    /** Goes up when the wallclock was set: what was told before cannot be mapped any more. */
    int epoch() {
        return epoch;
    }

    /** The server's time at which the wallclock showed this; only after a report. */
    long serverNanos(long ntp) {
        return nanos(ntp) + distances.least();
    }

    private long nanos(long ntp) {
        long since = ntp - originNtp;
        return (since >> 32) * NANOS_PER_SECOND + (((since & 0xFFFF_FFFFL) * NANOS_PER_SECOND + HALF) >>> 32);
    }
}
