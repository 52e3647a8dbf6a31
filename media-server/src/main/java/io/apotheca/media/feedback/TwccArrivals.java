// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.rtp.SequenceUnwrapper;
import io.apotheca.media.time.Deadline;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When the packets of one transport arrived, for the peer's bandwidth estimate: the receiver of
 * draft-holmer-rmcat-transport-wide-cc-extensions-01.
 *
 * <p>Invariant: the arrival times of the newest {@link #WINDOW} numbers are known; everything before {@code base} has been
 * reported. A feedback covers the numbers from {@code base} on, the missing ones as lost. A late packet moves {@code base}
 * back to itself, so that the next feedback corrects the last; a packet that has left the window is not reported any more.
 * Feedback is due {@link #INTERVAL_NANOS} after the first unreported packet, on a narrow path back up to
 * {@link #LONGEST_NANOS}, or at {@link #EAGER} of them, and one fits a datagram, so a rest may stay due at once.
 *
 * <p>Owned by its MediaLoop. Only {@link #build} allocates.
 */
public final class TwccArrivals {
    /** How many numbers back arrivals are known. A power of two. */
    public static final int WINDOW = 1024;

    static final long INTERVAL_NANOS = 50_000_000;
    static final long LONGEST_NANOS = 250_000_000;

    /** Of what the path back carries, feedback of a usual size with its headers may take so much. */
    private static final double SHARE = 0.05;

    private static final double USUAL_BITS = 8 * 80;
    static final int EAGER = 100;

    /** 800 octets of deltas and 300 of statuses at most. */
    static final int MAX_RECEIVED = 400;

    private static final long TICK_NANOS = 250_000;
    private static final int TICKS_BITS_A_REFERENCE = 8;
    private static final int REFERENCE_MASK = 0xFF_FFFF;
    private static final long LOST = Long.MIN_VALUE;
    private static final long NOTHING = -1;
    private static final int MASK = WINDOW - 1;

    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final long[] ticks = new long[WINDOW];
    private long highest = NOTHING;
    private long base;
    private int unreported;
    private long deadlineNanos = Deadline.NEVER;
    private int feedbackCount;
    private long intervalNanos = INTERVAL_NANOS;

    public TwccArrivals() {
        Arrays.fill(ticks, LOST);
    }

    /** A packet with this transport-wide number arrived; of repeated ones the first counts. */
    public void onPacket(int wireSequence, long nowNanos) {
        long sequence = unwrapper.unwrap(wireSequence);
        if (highest == NOTHING) {
            base = sequence;
            highest = sequence;
        } else if (sequence > highest) {
            for (long skipped = Math.max(highest + 1, sequence - WINDOW + 1); skipped < sequence; skipped++) {
                ticks[slot(skipped)] = LOST;
            }
            highest = sequence;
        } else if (highest - sequence >= WINDOW || ticks[slot(sequence)] != LOST) {
            return;
        }
        ticks[slot(sequence)] = Math.floorDiv(nowNanos, TICK_NANOS);
        base = Math.max(Math.min(base, sequence), highest - WINDOW + 1);
        unreported++;
        if (unreported == 1) {
            deadlineNanos = nowNanos + intervalNanos;
        } else if (unreported == EAGER) {
            deadlineNanos = nowNanos;
        }
    }

    /** What the path to the peer carries, in bits per second. */
    public void pathBack(long bps) {
        intervalNanos = (long) Math.clamp(USUAL_BITS * 1e9 / (SHARE * bps), INTERVAL_NANOS, LONGEST_NANOS);
    }

    public boolean due(long nowNanos) {
        return nowNanos >= deadlineNanos;
    }

    /** When feedback is due, or {@link Deadline#NEVER}. */
    public long nextDeadlineNanos() {
        return deadlineNanos;
    }

    /** The next feedback, or null when no packet arrived since the last. */
    public @Nullable TransportFeedback build(int senderSsrc, int mediaSsrc, long nowNanos) {
        if (unreported == 0) {
            return null;
        }
        long first = base;
        while (ticks[slot(first)] == LOST) {
            first++;
        }
        long reference = ticks[slot(first)] >> TICKS_BITS_A_REFERENCE;
        int[] deltas = deltas(endOfFeedback(first), reference << TICKS_BITS_A_REFERENCE);
        TransportFeedback feedback = new TransportFeedback(
                senderSsrc, mediaSsrc, (int) base & 0xFFFF, (int) reference & REFERENCE_MASK, feedbackCount, deltas);
        feedbackCount = (feedbackCount + 1) & 0xFF;
        base += deltas.length;
        countRest(nowNanos);
        return feedback;
    }

    /** The number after the last arrived one that fits the feedback, in its size and in the range of a delta. */
    private long endOfFeedback(long first) {
        long end = first + 1;
        long previous = ticks[slot(first)];
        int received = 1;
        for (long sequence = end; sequence <= highest && received < MAX_RECEIVED; sequence++) {
            long tick = ticks[slot(sequence)];
            if (tick == LOST) {
                continue;
            }
            if (tick - previous != (short) (tick - previous)) {
                break;
            }
            previous = tick;
            received++;
            end = sequence + 1;
        }
        return end;
    }

    private int[] deltas(long end, long referenceTicks) {
        int[] deltas = new int[(int) (end - base)];
        long previous = referenceTicks;
        for (int i = 0; i < deltas.length; i++) {
            long tick = ticks[slot(base + i)];
            deltas[i] = tick == LOST ? TransportFeedback.LOST : (int) (tick - previous);
            previous = tick == LOST ? previous : tick;
        }
        return deltas;
    }

    private void countRest(long nowNanos) {
        unreported = 0;
        for (long sequence = base; sequence <= highest; sequence++) {
            if (ticks[slot(sequence)] != LOST) {
                unreported++;
            }
        }
        deadlineNanos = unreported == 0 ? Deadline.NEVER : nowNanos;
    }

    private static int slot(long sequence) {
        return (int) sequence & MASK;
    }
}
