// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

/**
 * How long datagrams were on their way through the server: from when the one that caused them came until they were written. A histogram
 * whose buckets are four to an octave, from 8 µs to 8 s. Owned by its MediaLoop.
 */
public final class TransitTimes {
    /** The first bucket ends at two to this power. */
    private static final int FIRST = 13;

    private static final int OCTAVES = 20;
    private static final int PARTS_BITS = 2;
    private static final int PARTS = 1 << PARTS_BITS;
    private static final int BUCKETS = OCTAVES * PARTS + 2;
    private static final long RECENT_NANOS = 30_000_000_000L;

    private final long[] counts = new long[BUCKETS];
    private long sumNanos;
    private long recentLongest;
    private long earlierLongest;
    private long recentSinceNanos = Long.MIN_VALUE;

    /** {@code count} datagrams took so long. */
    void record(long nanos, int count, long nowNanos) {
        counts[bucket(nanos)] += count;
        sumNanos += nanos * count;
        turnOver(nowNanos);
        recentLongest = Math.max(recentLongest, nanos);
    }

    private void turnOver(long nowNanos) {
        if (nowNanos - RECENT_NANOS >= recentSinceNanos) {
            boolean idle = nowNanos - 2 * RECENT_NANOS >= recentSinceNanos;
            earlierLongest = idle ? 0 : recentLongest;
            recentLongest = 0;
            recentSinceNanos = nowNanos;
        }
    }

    private static int bucket(long nanos) {
        if (nanos < 1L << FIRST) {
            return 0;
        }
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int part = (int) (nanos >>> (octave - PARTS_BITS)) & PARTS - 1;
        return Math.min((octave - FIRST) * PARTS + part + 1, BUCKETS - 1);
    }

    public static int buckets() {
        return BUCKETS;
    }

    /** All that a bucket counts took less than this; Long.MAX_VALUE for the last one. */
    public static long endNanos(int bucket) {
        if (bucket == 0) {
            return 1L << FIRST;
        }
        int octave = FIRST + (bucket - 1) / PARTS;
        long part = (bucket - 1L) % PARTS + 1;
        return bucket == BUCKETS - 1 ? Long.MAX_VALUE : (1L << octave) + (part << (octave - PARTS_BITS));
    }

    /** How many took so long: less than the bucket's end, and no less than the end of the one before. */
    public long count(int bucket) {
        return counts[bucket];
    }

    public long sumNanos() {
        return sumNanos;
    }

    /** The longest of the last 30 to 60 seconds; 0 when there was none. */
    public long longestNanos(long nowNanos) {
        turnOver(nowNanos);
        return Math.max(recentLongest, earlierLongest);
    }
}
