// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rate-adaptive video at 30 pictures a second: their sizes vary, and on average over a second they follow the rate that was
 * asked for a tenth of a second ago (RFC 8867 section 4.4).
 */
final class VideoSource {
    static final long FRAME_NANOS = 33_333_333;

    /** Pictures between a wish and its effect. */
    private static final int LAG = 3;

    private static final double DEVIATION = 0.15;
    private static final double PAYBACK = 0.2;
    private static final double LARGEST = 2;
    private static final double SMALLEST = 0.3;
    private static final double LEAST_BPS = 50_000;

    private final SplittableRandom random;
    private final double mostBps;
    private final double[] asked = new double[LAG];
    private int frame;
    private double ahead;

    VideoSource(double mostBps, long seed) {
        this.mostBps = mostBps;
        this.random = new SplittableRandom(seed);
    }

    /** The next picture's bytes, when this rate is asked for now. */
    int frameBytes(double wishBps) {
        double now = asked[frame % LAG] == 0 ? wishBps : asked[frame % LAG];
        asked[frame % LAG] = wishBps;
        frame++;
        double mean = Math.clamp(now, LEAST_BPS, mostBps) / 8 * (FRAME_NANOS / 1e9);
        double drawn = mean * (1 + DEVIATION * random.nextGaussian()) - PAYBACK * ahead;
        double size = Math.clamp(drawn, SMALLEST * mean, LARGEST * mean);
        ahead += size - mean;
        return (int) size;
    }

    /** After a pause what was asked for before it does not count. */
    void resume() {
        frame = 0;
        ahead = 0;
        Arrays.fill(asked, 0);
    }
}
