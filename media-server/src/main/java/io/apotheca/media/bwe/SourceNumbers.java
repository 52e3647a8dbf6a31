// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import java.util.Arrays;

/**
 * Under which number of ours a stream's packet was sent, for feedback that names streams and their sequence numbers. Keeps the
 * newest packet of those that fall on the same place, so a look-up may miss and never lies. Owned by its loop.
 */
final class SourceNumbers {
    static final long UNKNOWN = -1;

    private static final int SIZE = 2 * SendHistory.SIZE;
    private static final int MASK = SIZE - 1;
    private static final int SPREAD = 0x9E37_79B9;

    private final long[] keys = new long[SIZE];
    private final long[] numbers = new long[SIZE];

    SourceNumbers() {
        Arrays.fill(numbers, UNKNOWN);
    }

    void put(int ssrc, int sequence, long number) {
        int place = place(ssrc, sequence);
        keys[place] = key(ssrc, sequence);
        numbers[place] = number;
    }

    /** The number, or {@link #UNKNOWN}. */
    long find(int ssrc, int sequence) {
        int place = place(ssrc, sequence);
        return keys[place] == key(ssrc, sequence) ? numbers[place] : UNKNOWN;
    }

    private static long key(int ssrc, int sequence) {
        return ((long) ssrc << 16) | (sequence & 0xFFFF);
    }

    /** Consecutive packets of a stream lie side by side; streams begin anywhere. */
    private static int place(int ssrc, int sequence) {
        return (((ssrc * SPREAD) >>> 16) + sequence) & MASK;
    }
}
