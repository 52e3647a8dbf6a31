// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.Arrays;

/** Every packet that was handed to a link: when, how large, and how long it queued or that it did not arrive. */
public final class LinkTrace {
    private static final long DROPPED = -1;
    private static final long LOST = -2;

    private long[] atNanos = new long[1 << 12];
    private long[] queueNanos = new long[1 << 12];
    private int[] bytes = new int[1 << 12];
    private int count;

    void carried(long nowNanos, int size, long queuedNanos) {
        add(nowNanos, size, queuedNanos);
    }

    void gone(long nowNanos, boolean dropped) {
        add(nowNanos, 0, dropped ? DROPPED : LOST);
    }

    private void add(long nowNanos, int size, long queued) {
        if (count == atNanos.length) {
            atNanos = Arrays.copyOf(atNanos, 2 * count);
            queueNanos = Arrays.copyOf(queueNanos, 2 * count);
            bytes = Arrays.copyOf(bytes, 2 * count);
        }
        atNanos[count] = nowNanos;
        queueNanos[count] = queued;
        bytes[count++] = size;
    }

    /** How long packets waited and were sent, of those handed in within the time; the longest of the shortest {@code share}. */
    public long queueNanos(long fromNanos, long untilNanos, double share) {
        long[] found = new long[count];
        int carried = 0;
        for (int i = index(fromNanos); i < count && atNanos[i] < untilNanos; i++) {
            if (queueNanos[i] >= 0) {
                found[carried++] = queueNanos[i];
            }
        }
        if (carried == 0) {
            return 0;
        }
        Arrays.sort(found, 0, carried);
        return found[(int) Math.min(carried - 1L, (long) (share * carried))];
    }

    /** The share of packets that did not arrive; with {@code random} those lost at random count too. */
    public double loss(long fromNanos, long untilNanos, boolean random) {
        int gone = 0;
        int all = 0;
        for (int i = index(fromNanos); i < count && atNanos[i] < untilNanos; i++) {
            gone += queueNanos[i] == DROPPED || (random && queueNanos[i] == LOST) ? 1 : 0;
            all++;
        }
        return all == 0 ? 0 : gone / (double) all;
    }

    /** Bits carried of what was handed in within the time. */
    public long bits(long fromNanos, long untilNanos) {
        long sum = 0;
        for (int i = index(fromNanos); i < count && atNanos[i] < untilNanos; i++) {
            sum += 8L * bytes[i];
        }
        return sum;
    }

    private int index(long fromNanos) {
        int found = Arrays.binarySearch(atNanos, 0, count, fromNanos);
        int at = found >= 0 ? found : -found - 1;
        while (at > 0 && atNanos[at - 1] >= fromNanos) {
            at--;
        }
        return at;
    }
}
