// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/** How fast the queue grows: the slope of a straight line through its last samples, by least squares. Owned by its loop. */
final class Trendline {
    private static final int SIZE = 8;
    private static final long OLDEST_NANOS = 600_000_000;
    private static final double NANOS = 1e9;

    private final long[] atNanos = new long[SIZE];
    private final double[] seconds = new double[SIZE];
    private int count;
    private double slope;

    void onSample(double queueSeconds, long nowNanos) {
        int slot = count++ % SIZE;
        atNanos[slot] = nowNanos;
        seconds[slot] = queueSeconds;
        fit(nowNanos);
    }

    private void fit(long nowNanos) {
        double times = 0;
        double delays = 0;
        int used = 0;
        int held = Math.min(count, SIZE);
        for (int i = 0; i < held; i++) {
            if (nowNanos - atNanos[i] <= OLDEST_NANOS) {
                times += (atNanos[i] - nowNanos) / NANOS;
                delays += seconds[i];
                used++;
            }
        }
        double across = 0;
        double along = 0;
        for (int i = 0; i < held; i++) {
            if (nowNanos - atNanos[i] <= OLDEST_NANOS) {
                double time = (atNanos[i] - nowNanos) / NANOS - times / used;
                across += time * (seconds[i] - delays / used);
                along += time * time;
            }
        }
        slope = used < 3 || along == 0 ? 0 : across / along;
    }

    /** Seconds of queue a second: 1 means that nothing leaves it. */
    double slope() {
        return slope;
    }
}
