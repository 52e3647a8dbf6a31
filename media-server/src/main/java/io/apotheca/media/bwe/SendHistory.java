// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import java.util.Arrays;

/**
 * What was sent lately, by transport-wide number: size, time of the socket write, probe cluster, and what the receiver has
 * said about it. Numbers rise without gaps or with few. Those of the last {@link #KEPT_NANOS} are known, the newest
 * {@link #SIZE} at most, and some before: the room doubles when what is younger would be overwritten. Owned by its loop.
 */
final class SendHistory {
    /** Packets known: two seconds of 20 Mb/s. A power of two. */
    static final int SIZE = 4096;

    /** Longer than feedback is on its way, even through a queue that makes a call useless. */
    static final long KEPT_NANOS = 5_000_000_000L;

    /** What the receiver has said about a packet. */
    static final byte NOTHING = 0;

    static final byte ARRIVED = 1;
    static final byte MISSING = 2;

    private static final int FIRST_SIZE = 128;
    private static final long NONE = -1;
    private static final long FIRST_CYCLE = 1 << 16;

    private int mask = FIRST_SIZE - 1;
    private long[] numbers = new long[FIRST_SIZE];
    private long[] sentNanos = new long[FIRST_SIZE];
    private int[] bytes = new int[FIRST_SIZE];
    private int[] clusters = new int[FIRST_SIZE];
    private byte[] told = new byte[FIRST_SIZE];
    private long newest = NONE;

    SendHistory() {
        Arrays.fill(numbers, NONE);
    }

    /** Takes a sent packet; {@code wire} is the low 16 bits of its number. The unwrapped number is returned. */
    long add(int wire, int size, int cluster, long nowNanos) {
        long number = newest == NONE ? FIRST_CYCLE + (wire & 0xFFFF) : newest + 1 + ((wire - (newest + 1)) & 0xFFFF);
        int slot = (int) number & mask;
        while (numbers[slot] != NONE && mask < SIZE - 1 && nowNanos - sentNanos[slot] < KEPT_NANOS) {
            grow();
            slot = (int) number & mask;
        }
        numbers[slot] = number;
        sentNanos[slot] = nowNanos;
        bytes[slot] = size;
        clusters[slot] = cluster;
        told[slot] = NOTHING;
        newest = number;
        return number;
    }

    private void grow() {
        int half = numbers.length;
        mask = 2 * half - 1;
        long[] before = numbers;
        numbers = new long[2 * half];
        Arrays.fill(numbers, NONE);
        sentNanos = Arrays.copyOf(sentNanos, 2 * half);
        bytes = Arrays.copyOf(bytes, 2 * half);
        clusters = Arrays.copyOf(clusters, 2 * half);
        told = Arrays.copyOf(told, 2 * half);
        for (int from = 0; from < half; from++) {
            int to = before[from] == NONE ? from : (int) before[from] & mask;
            numbers[to] = before[from];
            sentNanos[to] = sentNanos[from];
            bytes[to] = bytes[from];
            clusters[to] = clusters[from];
            told[to] = told[from];
        }
    }

    /** The number a 16-bit one from the receiver means: the newest that is not after the newest sent. May be negative. */
    long unwrap(int wire) {
        return newest - ((newest - wire) & 0xFFFF);
    }

    /** The slot of this number, or -1 if it was not sent or is forgotten. */
    int slot(long number) {
        int slot = (int) number & mask;
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
