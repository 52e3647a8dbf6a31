// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

/**
 * Extends 16-bit RTP sequence numbers to ones that do not wrap (RFC 3550 appendix A.1), by the nearest distance to the
 * highest one seen. The first becomes {@code sequence + 65536}, so that what was sent just before it stays positive. Owned
 * by one loop; fed only with authenticated packets, since one number steers all that follow.
 */
public final class SequenceUnwrapper {
    private static final long FIRST_CYCLE = 1 << 16;

    private boolean started;
    private long highest;

    /** The extended number of an arrived packet. */
    public long unwrap(int sequence) {
        long extended = peek(sequence);
        if (!started || extended > highest) {
            highest = extended;
            started = true;
        }
        return extended;
    }

    /** What {@link #unwrap} would answer, without a change. */
    public long peek(int sequence) {
        return started ? highest + (short) (sequence - highest) : FIRST_CYCLE + (sequence & 0xFFFF);
    }

    public boolean started() {
        return started;
    }

    /** Forgets the stream: the next number is a first one. */
    public void reset() {
        started = false;
        highest = 0;
    }
}
