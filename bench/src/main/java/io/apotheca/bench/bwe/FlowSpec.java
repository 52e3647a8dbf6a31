// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import io.apotheca.media.bwe.WarmStart;

/**
 * One flow of audio and rate-adaptive video.
 *
 * @param back whether it flows against the scenario's direction
 * @param pauseNanos when it stops for a while, and {@code resumeNanos} when it goes on; the same for no pause
 * @param mostBps the most its video can use
 * @param audio whether audio goes with it
 * @param delayNanos its own one-way delay each way beside the link's
 */
public record FlowSpec(
        String name,
        boolean back,
        long startNanos,
        long stopNanos,
        long pauseNanos,
        long resumeNanos,
        long mostBps,
        boolean audio,
        long delayNanos,
        double priority,
        WarmStart start) {
    private static final long SECOND = 1_000_000_000;

    /** A flow with audio from start to end. */
    static FlowSpec of(String name, long mostBps) {
        return new FlowSpec(name, false, 0, Long.MAX_VALUE, 0, 0, mostBps, true, 0, 1, WarmStart.COLD);
    }

    FlowSpec backwards() {
        return new FlowSpec(
                name,
                true,
                startNanos,
                stopNanos,
                pauseNanos,
                resumeNanos,
                mostBps,
                audio,
                delayNanos,
                priority,
                start);
    }

    FlowSpec from(double seconds) {
        return new FlowSpec(
                name,
                back,
                (long) (seconds * SECOND),
                stopNanos,
                pauseNanos,
                resumeNanos,
                mostBps,
                audio,
                delayNanos,
                priority,
                start);
    }

    FlowSpec pause(double fromSeconds, double untilSeconds) {
        return new FlowSpec(
                name,
                back,
                startNanos,
                stopNanos,
                (long) (fromSeconds * SECOND),
                (long) (untilSeconds * SECOND),
                mostBps,
                audio,
                delayNanos,
                priority,
                start);
    }

    FlowSpec delayMillis(long millis) {
        return new FlowSpec(
                name,
                back,
                startNanos,
                stopNanos,
                pauseNanos,
                resumeNanos,
                mostBps,
                audio,
                millis * 1_000_000,
                priority,
                start);
    }

    FlowSpec priority(double times) {
        return new FlowSpec(
                name, back, startNanos, stopNanos, pauseNanos, resumeNanos, mostBps, audio, delayNanos, times, start);
    }

    FlowSpec videoOnly() {
        return new FlowSpec(
                name,
                back,
                startNanos,
                stopNanos,
                pauseNanos,
                resumeNanos,
                mostBps,
                false,
                delayNanos,
                priority,
                start);
    }

    boolean active(long nowNanos) {
        return nowNanos >= startNanos && nowNanos < stopNanos && !(nowNanos >= pauseNanos && nowNanos < resumeNanos);
    }
}
