// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

/**
 * When packets arrived, by transport-wide sequence number (draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1).
 *
 * @param baseSequence of the first packet reported, 16 bits
 * @param referenceTime in units of 64 ms, 24 bits; the first delta counts from here
 * @param feedbackCount runs from 0 to 255 and around
 * @param deltas for each packet from the base on, the time since the one received before it, in units of 250 µs, or
 *     {@link #LOST}; the array is the record's own
 */
public record TransportFeedback(
        int senderSsrc, int mediaSsrc, int baseSequence, int referenceTime, int feedbackCount, int[] deltas)
        implements RtcpPacket {
    /** In place of a delta: did not arrive. */
    public static final int LOST = Integer.MIN_VALUE;

    /** The most packets one feedback can report here; more on the wire is refused as a lie. */
    public static final int MAX_PACKETS = 2048;
}
