// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * Lets the 32-bit RTP timestamps of changing sources run on as one clock. The first source keeps its own; after a switch
 * the first packet is as much later than the last as time has passed, and at least one frame later.
 *
 * <p>Invariant: between two switches the offset is constant, so a retransmission gets the timestamp of the first sending.
 * Owned by its MediaLoop.
 */
public final class TimestampRewriter {
    private static final long MASK = 0xFFFF_FFFFL;
    private static final long NANOS = 1_000_000_000;
    private static final int FRAMES_A_SECOND = 30;

    private final int clockRate;
    private boolean started;
    private long offset;

    /** Highest timestamp sent, not wrapping. */
    private long highest;

    /** A timestamp sent and when: the source's clock and ours meet here. */
    private long anchor;

    private long anchorNanos;

    public TimestampRewriter(int clockRate) {
        if (clockRate <= 0) {
            throw new IllegalArgumentException("clock rate must be positive: " + clockRate);
        }
        this.clockRate = clockRate;
    }

    /** Another source, or the same after a pause; {@code firstInbound} is the timestamp of its first packet. */
    public void switchSource(long firstInbound, long nowNanos) {
        if (started) {
            long clock = anchor + ticks(Math.max(0, nowNanos - anchorNanos));
            highest = Math.max(clock, highest + clockRate / FRAMES_A_SECOND);
        } else {
            highest = firstInbound & MASK;
            started = true;
        }
        offset = highest - firstInbound;
        anchor = highest;
        anchorNanos = nowNanos;
    }

    /** The outbound timestamp of a packet of the current source, in any order. */
    public long map(long inbound) {
        long mapped = translate(inbound);
        int ahead = (int) (mapped - highest);
        if (ahead > 0) {
            highest += ahead;
        }
        return mapped;
    }

    /** The same without counting as sent, for timestamps in sender reports. */
    public long translate(long inbound) {
        return inbound + offset & MASK;
    }

    private long ticks(long nanos) {
        return nanos / NANOS * clockRate + nanos % NANOS * clockRate / NANOS;
    }
}
