// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * How fast packets arrive, by the receiver's clock: bytes between two arrivals over the time between them, so that neither
 * late feedback nor a pause of ours counts. Owned by its loop.
 */
final class ThroughputMeter {
    /** What {@link #bps} answers when too little arrived to tell. */
    static final double UNKNOWN = -1;

    private static final int SIZE = 1024;
    private static final int MASK = SIZE - 1;
    private static final int FEWEST = 4;
    private static final double BITS_NANOS = 8e9;

    private final long[] arrivalNanos = new long[SIZE];
    /** Bytes up to and including this arrival, since the start. */
    private final long[] total = new long[SIZE];

    private long count;
    private long bytes;

    /** Arrivals are told in order of their numbers; one before the newest counts as together with it. */
    void onArrival(long atNanos, int size) {
        bytes += size;
        int slot = (int) count & MASK;
        arrivalNanos[slot] = count == 0 ? atNanos : Math.max(atNanos, arrivalNanos[(int) (count - 1) & MASK]);
        total[slot] = bytes;
        count++;
    }

    /** A packet of which nothing was heard because feedback was lost; it counts as arrived with the next. */
    void onUnheard(int size) {
        bytes += size;
    }

    /** The rate from {@code fromNanos} to the newest arrival, or {@link #UNKNOWN} if that is shorter than {@code leastNanos}. */
    double bps(long fromNanos, long leastNanos) {
        if (count == 0) {
            return UNKNOWN;
        }
        long last = count - 1;
        long oldest = Math.max(0, count - SIZE);
        long first = last;
        while (first > oldest && arrivalNanos[(int) (first - 1) & MASK] >= fromNanos) {
            first--;
        }
        long elapsed = arrivalNanos[(int) last & MASK] - arrivalNanos[(int) first & MASK];
        if (last - first < FEWEST || elapsed < leastNanos || elapsed <= 0) {
            return UNKNOWN;
        }
        return (total[(int) last & MASK] - total[(int) first & MASK]) * BITS_NANOS / elapsed;
    }

    /** When the newest packet arrived, by the receiver's clock; only after an arrival. */
    long newestNanos() {
        return count == 0 ? Long.MIN_VALUE : arrivalNanos[(int) (count - 1) & MASK];
    }
}
