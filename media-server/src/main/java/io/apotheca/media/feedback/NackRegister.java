// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import io.apotheca.media.time.Deadline;
import java.util.Arrays;

/**
 * Which sequence numbers of one inbound stream are missing and when to ask for them (generic NACK, RFC 4585 6.2.1).
 *
 * <p>Invariant: exactly the numbers in (highest - {@link #WINDOW}, highest) that never arrived and were not given up are
 * missing. One is asked for first when two newer packets have arrived or {@link #REORDER_WAIT_NANOS} have passed, then
 * after each round trip with growing pauses. It is given up after {@link #MAX_ASKS} asks, at the age of
 * {@link #MAX_AGE_NANOS}, or when it leaves the window. A jump over the whole window is not asked for at all: everything
 * before it is given up and the register continues from the new packet.
 *
 * <p>Owned by its MediaLoop.
 */
public final class NackRegister {
    /** How far back a packet is worth asking for. A power of two. */
    public static final int WINDOW = 512;

    static final long REORDER_WAIT_NANOS = 5_000_000;
    static final long MIN_PAUSE_NANOS = 20_000_000;
    static final long MAX_AGE_NANOS = 1_000_000_000;
    static final int MAX_ASKS = 10;

    private static final long NOTHING = -1;
    private static final int MASK = WINDOW - 1;
    private static final byte PRESENT = -1;
    private static final byte[] NONE = {};
    private static final long[] NEVER = {};

    /** Times asked for, by sequence number modulo the window, or PRESENT. These three are made with the first loss. */
    private byte[] asks = NONE;

    private long[] noticedNanos = NEVER;
    private long[] dueNanos = NEVER;

    private long highest = NOTHING;
    private long previousHighest = NOTHING;
    private boolean freshGap;
    private int missing;
    private int givenUp;
    private long nextNanos = Deadline.NEVER;

    /** A packet arrived, original or retransmitted, in any order and any number of times. */
    public void onPacket(long extendedSequence, long nowNanos) {
        if (highest == NOTHING) {
            highest = extendedSequence;
            previousHighest = extendedSequence;
        } else if (extendedSequence > highest) {
            advance(extendedSequence, nowNanos);
        } else if (highest - extendedSequence < WINDOW) {
            arrived(extendedSequence);
        }
    }

    private void advance(long to, long nowNanos) {
        long gap = to - highest - 1;
        if (freshGap) { // its packets are now behind two newer ones
            freshGap = false;
            nextNanos = missing > 0 ? Math.min(nextNanos, nowNanos) : Deadline.NEVER;
        }
        if (gap >= WINDOW) {
            givenUp = (int) Math.min(Integer.MAX_VALUE, givenUp + missing + gap);
            forgetMissing();
        } else {
            for (long sequence = highest + 1; sequence < to; sequence++) {
                markMissing(sequence, nowNanos);
            }
            leaveWindow(to);
        }
        previousHighest = highest;
        highest = to;
    }

    private void markMissing(long sequence, long nowNanos) {
        if (asks.length == 0) {
            asks = new byte[WINDOW];
            Arrays.fill(asks, PRESENT);
            noticedNanos = new long[WINDOW];
            dueNanos = new long[WINDOW];
        }
        leaveWindow(sequence);
        int slot = (int) sequence & MASK;
        asks[slot] = 0;
        noticedNanos[slot] = nowNanos;
        dueNanos[slot] = nowNanos + REORDER_WAIT_NANOS;
        nextNanos = Math.min(nextNanos, dueNanos[slot]);
        missing++;
        freshGap = true;
    }

    /** The number one window before {@code newcomer}, which shares its slot, is given up if still missing. */
    private void leaveWindow(long newcomer) {
        int slot = (int) newcomer & MASK;
        if (missing > 0 && asks[slot] != PRESENT) {
            giveUp(slot);
        }
    }

    private void arrived(long sequence) {
        int slot = (int) sequence & MASK;
        if (missing > 0 && asks[slot] != PRESENT) {
            asks[slot] = PRESENT;
            missing--;
            if (missing == 0) {
                nextNanos = Deadline.NEVER;
            }
        }
    }

    private void giveUp(int slot) {
        asks[slot] = PRESENT;
        missing--;
        givenUp++;
    }

    /**
     * Writes the 16-bit sequence numbers to ask for now, oldest first, and returns how many. What does not fit stays due.
     */
    public int due(long nowNanos, long roundTripNanos, int[] into) {
        if (nowNanos < nextNanos) {
            return 0;
        }
        int count = 0;
        long next = Deadline.NEVER;
        for (long sequence = Math.max(0, highest - WINDOW + 1); sequence < highest && missing > 0; sequence++) {
            int slot = (int) sequence & MASK;
            if (asks[slot] == PRESENT) {
                continue;
            }
            if (expired(slot, nowNanos)) {
                giveUp(slot);
                continue;
            }
            if (ripe(sequence, slot, nowNanos) && count < into.length) {
                into[count++] = (int) sequence & 0xFFFF;
                dueNanos[slot] = nowNanos + pause(roundTripNanos, asks[slot]);
                asks[slot]++;
            }
            next = Math.min(next, nextStep(sequence, slot, nowNanos));
        }
        nextNanos = next;
        return count;
    }

    private boolean ripe(long sequence, int slot, long nowNanos) {
        return nowNanos >= dueNanos[slot] || (asks[slot] == 0 && sequence < previousHighest);
    }

    private boolean expired(int slot, long nowNanos) {
        boolean unanswered = asks[slot] >= MAX_ASKS && nowNanos >= dueNanos[slot];
        return unanswered || nowNanos - noticedNanos[slot] >= MAX_AGE_NANOS;
    }

    private long nextStep(long sequence, int slot, long nowNanos) {
        long step = ripe(sequence, slot, nowNanos) ? nowNanos : dueNanos[slot];
        return Math.min(step, noticedNanos[slot] + MAX_AGE_NANOS);
    }

    private static long pause(long roundTripNanos, int asked) {
        long pause = Math.clamp(roundTripNanos, MIN_PAUSE_NANOS, MAX_AGE_NANOS);
        for (int i = 0; i < asked; i++) {
            pause += pause >> 2;
        }
        return pause;
    }

    /** When {@link #due} has something to do, or {@link Deadline#NEVER}. */
    public long nextDeadlineNanos() {
        return nextNanos;
    }

    /** How many packets were given up since the last call; the caller then wants a key frame. */
    public int takeGivenUp() {
        int count = givenUp;
        givenUp = 0;
        return count;
    }

    /** How many packets are missing and not given up; at most {@link #WINDOW}. */
    int missing() {
        return missing;
    }

    /** Forgets the stream, as if no packet had arrived. */
    public void reset() {
        forgetMissing();
        highest = NOTHING;
        previousHighest = NOTHING;
        givenUp = 0;
    }

    private void forgetMissing() {
        Arrays.fill(asks, PRESENT);
        missing = 0;
        freshGap = false;
        nextNanos = Deadline.NEVER;
    }
}
