// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import java.util.Arrays;

/**
 * How fast packets arrive, by the receiver's clock: bytes between two arrivals over the time between them, so that neither
 * late feedback nor a pause of ours counts. Owned by its loop.
 */
final class ThroughputMeter {
    /** What {@link #bps} answers when too little arrived to tell. */
    static final double UNKNOWN = -1;

    /** More arrivals than this are not remembered, and so many at first. */
    private static final int SIZE = 1024;

    private static final int FIRST_SIZE = 64;

    /** Nobody asks for a longer time. */
    private static final long KEPT_NANOS = 1_000_000_000;

    private static final int FEWEST = 4;
    private static final double BITS_NANOS = 8e9;

    private int mask = FIRST_SIZE - 1;
    private long[] arrivalNanos = new long[FIRST_SIZE];
    /** Bytes up to and including this arrival, since the start. */
    private long[] total = new long[FIRST_SIZE];

    private long count;
    private long bytes;

    /** Arrivals are told in order of their numbers; one before the newest counts as together with it. */
    void onArrival(long atNanos, int size) {
        bytes += size;
        long at = count == 0 ? atNanos : Math.max(atNanos, newestNanos());
        if (count > mask && mask < SIZE - 1 && at - arrivalNanos[(int) count & mask] < KEPT_NANOS) {
            grow();
        }
        int slot = (int) count & mask;
        arrivalNanos[slot] = at;
        total[slot] = bytes;
        count++;
    }

    private void grow() {
        int before = mask;
        mask = 2 * mask + 1;
        arrivalNanos = Arrays.copyOf(arrivalNanos, mask + 1);
        total = Arrays.copyOf(total, mask + 1);
        for (long each = count - before - 1; each < count; each++) {
            arrivalNanos[(int) each & mask] = arrivalNanos[(int) each & before];
            total[(int) each & mask] = total[(int) each & before];
        }
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
        long oldest = Math.max(0, count - mask - 1);
        long first = last;
        while (first > oldest && arrivalNanos[(int) (first - 1) & mask] >= fromNanos) {
            first--;
        }
        long elapsed = arrivalNanos[(int) last & mask] - arrivalNanos[(int) first & mask];
        if (last - first < FEWEST || elapsed < leastNanos || elapsed <= 0) {
            return UNKNOWN;
        }
        return (total[(int) last & mask] - total[(int) first & mask]) * BITS_NANOS / elapsed;
    }

    /** When the newest packet arrived, by the receiver's clock; only after an arrival. */
    long newestNanos() {
        return count == 0 ? Long.MIN_VALUE : arrivalNanos[(int) (count - 1) & mask];
    }
}
