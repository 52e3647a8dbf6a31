// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import java.util.Arrays;

/**
 * When packets arrived, by transport-wide sequence number (draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1).
 *
 * @param baseSequence of the first packet reported, 16 bits
 * @param referenceTime in units of 64 ms, 24 bits; the first delta counts from here
 * @param feedbackCount runs from 0 to 255 and around
 * @param deltas for each packet from the base on, the time since the one received before it, in units of 250 µs and 16 bits
 *     signed, or {@link #LOST}; the array is the record's own
 */
@SuppressWarnings("ArrayRecordComponent") // Hundreds of numbers a feedback; equality is by content below.
public record TransportFeedback(
        int senderSsrc, int mediaSsrc, int baseSequence, int referenceTime, int feedbackCount, int[] deltas)
        implements RtcpPacket {
    /** In place of a delta: did not arrive. */
    public static final int LOST = Integer.MIN_VALUE;

    /** The most packets one feedback can report here; more on the wire is refused as a lie. */
    public static final int MAX_PACKETS = 8192;

    public TransportFeedback {
        if (deltas.length == 0 || deltas.length > MAX_PACKETS) {
            throw new IllegalArgumentException(
                    "a feedback reports 1 to %d packets, not %d".formatted(MAX_PACKETS, deltas.length));
        }
        if ((baseSequence & ~0xFFFF) != 0 || (referenceTime & ~0xFF_FFFF) != 0 || (feedbackCount & ~0xFF) != 0) {
            throw new IllegalArgumentException("a feedback's base, time or count is out of range");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportFeedback(int sender, int media, int base, int time, int count, int[] others)
                && senderSsrc == sender
                && mediaSsrc == media
                && baseSequence == base
                && referenceTime == time
                && feedbackCount == count
                && Arrays.equals(deltas, others);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * baseSequence + feedbackCount) + Arrays.hashCode(deltas);
    }

    @Override
    public String toString() {
        return "TransportFeedback[baseSequence=%d, referenceTime=%d, feedbackCount=%d, deltas=%s]"
                .formatted(baseSequence, referenceTime, feedbackCount, Arrays.toString(deltas));
    }
}
