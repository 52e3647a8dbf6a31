// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import java.util.Arrays;

/**
 * The standing queue on the path, from one-way delays whose clocks differ by an unknown constant: the least delay of a short
 * batch of packets, over the least of the last half minute. The least of a batch forgets jitter and the queue that one
 * picture makes for itself; what is left of jitter is measured and taken off. Owned by its loop.
 *
 * <p>A delay counts in seconds and as a double from here on: it is only ever compared and multiplied.
 */
final class QueueDelay {
    private static final int BATCH_PACKETS = 6;
    private static final long BATCH_NANOS = 150_000_000;
    private static final int BUCKETS = 6;
    private static final long BUCKET_NANOS = 5_000_000_000L;
    private static final double NANOS = 1e9;

    /** The mean of a second difference's size, for noise of deviation 1. */
    private static final double SECOND_DIFFERENCE = 1.95;

    private static final double NOISE_WEIGHT = 0.05;
    private static final double LEAST_NOISE = 0.0005;
    private static final double MOST_NOISE = 0.005;

    /** Samples until the noise is known. */
    private static final int NOISE_SAMPLES = 20;

    /** Jitter that is allowed for while little is known of it: the fewer packets, the less they push each other. */
    private static final double UNKNOWN_NOISE = 0.008;

    private static final double SETTLED_SAMPLES = 120;

    /** Samples in half a minute. */
    private static final int MOST_SAMPLES = 600;

    private final double[] buckets = new double[BUCKETS];
    private final double[] bends = new double[BUCKETS];
    private int bucket;
    private long bucketEndNanos = Long.MIN_VALUE;

    private double batchLeast = Double.MAX_VALUE;
    private int batchPackets;
    private long batchStartNanos;

    private double newest;
    private double before;
    private int samples;
    private double bend = 0.001;
    private double noise = 0.001;
    /** How far the least of the samples lies below their middle, in deviations, if they are normally distributed; a little more. */
    private double below = 1;

    private double base = Double.MAX_VALUE;

    QueueDelay() {
        Arrays.fill(buckets, Double.MAX_VALUE);
        Arrays.fill(bends, Double.MAX_VALUE);
    }

    /** A packet's delay; the answer is how long it queued, in seconds, as far as that can be told by now. */
    double onPacket(long delayNanos, long nowNanos) {
        double delay = delayNanos / NANOS;
        if (batchPackets++ == 0) {
            batchStartNanos = nowNanos;
        }
        batchLeast = Math.min(batchLeast, delay);
        return base == Double.MAX_VALUE ? 0 : delay - Math.min(base, delay) - bias();
    }

    /** Closes the batch if it holds enough; whether there is a new sample. */
    boolean sample(long nowNanos) {
        boolean enough =
                batchPackets >= BATCH_PACKETS || (batchPackets > 0 && nowNanos - batchStartNanos > BATCH_NANOS);
        if (!enough) {
            return false;
        }
        if (samples >= 2) {
            double now = Math.abs(batchLeast - 2 * newest + before) / SECOND_DIFFERENCE;
            bend += Math.max(NOISE_WEIGHT, 1.0 / samples) * (Math.min(now, MOST_NOISE) - bend);
        }
        before = newest;
        newest = batchLeast;
        samples++;
        batchLeast = Double.MAX_VALUE;
        batchPackets = 0;
        below = 1 + Math.sqrt(2 * Math.log(Math.min(samples, MOST_SAMPLES)));
        keepLeast(nowNanos);
        return true;
    }

    private void keepLeast(long nowNanos) {
        if (nowNanos >= bucketEndNanos) {
            bucket = (bucket + 1) % BUCKETS;
            buckets[bucket] = newest;
            bends[bucket] = Double.MAX_VALUE;
            bucketEndNanos = nowNanos + BUCKET_NANOS;
        }
        buckets[bucket] = Math.min(buckets[bucket], newest);
        bends[bucket] = samples < NOISE_SAMPLES ? Double.MAX_VALUE : Math.min(bends[bucket], bend);
        base = Double.MAX_VALUE;
        noise = samples < NOISE_SAMPLES ? bend : MOST_NOISE;
        for (int i = 0; i < BUCKETS; i++) {
            base = Math.min(base, buckets[i]);
            noise = Math.min(noise, bends[i]);
        }
    }

    /** Another path: nothing is known of its delays, and its jitter is as before until measured. */
    void restart() {
        Arrays.fill(buckets, Double.MAX_VALUE);
        base = Double.MAX_VALUE;
        batchLeast = Double.MAX_VALUE;
        batchPackets = 0;
        samples = 0;
    }

    /** The path became longer, which is not a queue: delays count from the newest on. */
    void rebase() {
        Arrays.fill(buckets, Double.MAX_VALUE);
        buckets[bucket] = newest - bias();
        base = buckets[bucket];
    }

    /** The standing queue in seconds; below zero by what jitter there is. */
    double seconds() {
        return samples == 0 ? 0 : newest - base - bias();
    }

    /** The deviation of samples on an even queue, in seconds. */
    double noise() {
        return Math.max(noise, LEAST_NOISE);
    }

    private double bias() {
        return below * noise + UNKNOWN_NOISE * Math.max(0, 1 - samples / SETTLED_SAMPLES);
    }
}
