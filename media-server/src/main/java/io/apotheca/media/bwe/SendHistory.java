// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import java.util.Arrays;

/**
 * What was sent lately, by transport-wide number: size, time of the socket write, probe cluster, and what the receiver has
 * said about it. Numbers rise without gaps or with few; only the newest {@link #SIZE} are known. Owned by its loop.
 */
final class SendHistory {
    /** Packets known: two seconds of 20 Mb/s. A power of two. */
    static final int SIZE = 4096;

    /** What the receiver has said about a packet. */
    static final byte NOTHING = 0;

    static final byte ARRIVED = 1;
    static final byte MISSING = 2;

    private static final int MASK = SIZE - 1;
    private static final long NONE = -1;
    private static final long FIRST_CYCLE = 1 << 16;

    private final long[] numbers = new long[SIZE];
    private final long[] sentNanos = new long[SIZE];
    private final int[] bytes = new int[SIZE];
    private final int[] clusters = new int[SIZE];
    private final byte[] told = new byte[SIZE];
    private long newest = NONE;

    SendHistory() {
        Arrays.fill(numbers, NONE);
    }

    /** Takes a sent packet; {@code wire} is the low 16 bits of its number. The unwrapped number is returned. */
    long add(int wire, int size, int cluster, long nowNanos) {
        long number = newest == NONE ? FIRST_CYCLE + (wire & 0xFFFF) : newest + 1 + ((wire - (newest + 1)) & 0xFFFF);
        int slot = (int) number & MASK;
        numbers[slot] = number;
        sentNanos[slot] = nowNanos;
        bytes[slot] = size;
        clusters[slot] = cluster;
        told[slot] = NOTHING;
        newest = number;
        return number;
    }

    /** The number a 16-bit one from the receiver means: the newest that is not after the newest sent. May be negative. */
    long unwrap(int wire) {
        return newest - ((newest - wire) & 0xFFFF);
    }

    /** The slot of this number, or -1 if it was not sent or is forgotten. */
    int slot(long number) {
        int slot = (int) number & MASK;
        return number >= 0 && numbers[slot] == number ? slot : -1;
    }

    long sentNanos(int slot) {
        return sentNanos[slot];
    }

    int bytes(int slot) {
        return bytes[slot];
    }

    int cluster(int slot) {
        return clusters[slot];
    }

    /** {@link #NOTHING}, {@link #ARRIVED} or {@link #MISSING}. */
    byte told(int slot) {
        return told[slot];
    }

    void tell(int slot, byte what) {
        told[slot] = what;
    }

    /** The newest number, or -1. */
    long newest() {
        return newest;
    }
}
