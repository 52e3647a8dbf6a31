// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * Gives the packets of changing sources one contiguous run of sequence numbers, so that the subscriber sees as lost only
 * what was lost on the way to the server. All numbers are extended, they do not wrap.
 *
 * <p>The current source's numbers fall into ranges that are forwarded without a break on both sides; between two ranges
 * lie the dropped numbers. Range {@code i} begins at {@code (inbound[i], outbound[i])} and ends where the next one's
 * outbound numbers begin. Invariant: both starts grow strictly from range to range. Only the newest {@link #RANGES} are
 * kept; a switch of the source forgets all, so nothing sent before it can be mapped back to a wrong packet.
 *
 * <p>{@link #map} answers the same for the same number until the next switch, whether the packet is late, repeated or
 * retransmitted. Owned by its MediaLoop.
 */
public final class SequenceRewriter {
    /** What {@link #map} answers for a packet that is not to be forwarded. */
    public static final long DROPPED = -1;

    /** How many separate drops back a late packet or a NACK can still be mapped. A power of two. */
    public static final int RANGES = 64;

    private static final int FIRST_RANGES = 4;
    private static final long FIRST_CYCLE = 1 << 16;

    private long[] inbound = new long[FIRST_RANGES];
    private long[] outbound = new long[FIRST_RANGES];
    private int count;
    private int newest;

    /** Highest number of the current source, forwarded or dropped. */
    private long highestInbound;

    private long highestOutbound;

    public SequenceRewriter() {
        this(1);
    }

    /** The first packet forwarded will have this 16-bit number. */
    public SequenceRewriter(int firstSequence) {
        highestOutbound = FIRST_CYCLE + (firstSequence & 0xFFFF) - 1;
    }

    /** Another source, or the same after a pause: {@code firstInbound} will follow the highest number sent so far. */
    public void switchSource(long firstInbound) {
        count = 0;
        highestInbound = firstInbound - 1;
        begin(firstInbound, highestOutbound + 1);
    }

    /** The outbound number of an inbound packet, or {@link #DROPPED} if it was dropped or is older than the switch. */
    public long map(long inboundSequence) {
        if (count == 0) {
            return DROPPED;
        }
        if (inboundSequence > highestInbound) {
            highestInbound = inboundSequence;
            highestOutbound = outbound[newest] + inboundSequence - inbound[newest];
            return highestOutbound;
        }
        for (int back = 0; back < count; back++) {
            int range = index(back);
            if (inboundSequence >= inbound[range]) {
                long mapped = outbound[range] + inboundSequence - inbound[range];
                return back == 0 || mapped < outbound[index(back - 1)] ? mapped : DROPPED;
            }
        }
        return DROPPED;
    }

    /** Whether the number is higher than all that were forwarded or dropped since the switch. */
    public boolean newest(long inboundSequence) {
        return inboundSequence > highestInbound;
    }

    /**
     * The packet will not be forwarded; later ones close up, and the answer is {@link #DROPPED}. Packets missing before it
     * keep their numbers. A packet that is not newer than all others may have its number already: dropping it changes
     * nothing, and the answer is that number, which the subscriber is waiting for.
     */
    public long drop(long inboundSequence) {
        if (count == 0) {
            return DROPPED;
        }
        if (inboundSequence <= highestInbound) {
            return map(inboundSequence);
        }
        if (inboundSequence > highestInbound + 1) {
            map(inboundSequence - 1);
        }
        highestInbound = inboundSequence;
        if (outbound[newest] > highestOutbound) {
            inbound[newest] = inboundSequence + 1; // nothing of this range was sent
        } else {
            begin(inboundSequence + 1, highestOutbound + 1);
        }
        return DROPPED;
    }

    /** The inbound number of what was sent as {@code outboundSequence}, or -1 if unknown or from before the switch. */
    public long reverse(long outboundSequence) {
        if (outboundSequence > highestOutbound) {
            return -1;
        }
        for (int back = 0; back < count; back++) {
            int range = index(back);
            if (outboundSequence >= outbound[range]) {
                return inbound[range] + outboundSequence - outbound[range];
            }
        }
        return -1;
    }

    /** The extended number, not above the highest, of the 16-bit number in a subscriber's NACK or report. */
    public long extend(int outboundSequence) {
        return highestOutbound - (highestOutbound - outboundSequence & 0xFFFF);
    }

    public long highestOutbound() {
        return highestOutbound;
    }

    private void begin(long firstInbound, long firstOutbound) {
        if (count == inbound.length && count < RANGES) {
            inbound = grown(inbound);
            outbound = grown(outbound);
            newest = count - 1;
        }
        newest = newest + 1 & inbound.length - 1;
        inbound[newest] = firstInbound;
        outbound[newest] = firstOutbound;
        count = Math.min(count + 1, inbound.length);
    }

    /** Twice as many places, the ranges in order from the first place on; all places are taken. */
    private long[] grown(long[] ranges) {
        long[] more = new long[2 * ranges.length];
        int oldest = newest + 1 & ranges.length - 1;
        System.arraycopy(ranges, oldest, more, 0, ranges.length - oldest);
        System.arraycopy(ranges, 0, more, ranges.length - oldest, oldest);
        return more;
    }

    private int index(int back) {
        return newest - back & inbound.length - 1;
    }
}
