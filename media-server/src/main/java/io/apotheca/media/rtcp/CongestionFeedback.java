// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import java.util.Arrays;
import java.util.List;

/**
 * RFC 8888 section 3.1: which packets of which streams arrived, and when.
 *
 * @param reportTimestamp when the report was made, by the receiver's clock: the middle 32 bits of an NTP timestamp
 */
public record CongestionFeedback(int senderSsrc, int reportTimestamp, List<Stream> streams) implements RtcpPacket {
    /** The most packets one feedback can report here; more on the wire is refused as a lie. */
    public static final int MAX_PACKETS = TransportFeedback.MAX_PACKETS;

    /** An offset that tells nothing: the packet arrived after the report's time, or nobody knows when. */
    public static final int NO_OFFSET = 0x1FFF;

    private static final int ARRIVED = 0x8000;

    /**
     * The packets of one stream from {@code beginSequence} on.
     *
     * @param metrics 16 bits for each: whether it arrived, ECN, and how long before the report, in 1/1024 s; the array is the
     *     record's own
     */
    @SuppressWarnings("ArrayRecordComponent") // Hundreds of numbers a feedback; equality is by content below.
    public record Stream(int ssrc, int beginSequence, int[] metrics) {
        public Stream {
            if ((beginSequence & ~0xFFFF) != 0 || metrics.length > MAX_PACKETS) {
                throw new IllegalArgumentException("a stream's first number or its count is out of range");
            }
        }

        /** Whether packet {@code i} arrived. */
        public boolean arrived(int i) {
            return (metrics[i] & ARRIVED) != 0;
        }

        /** How long before the report packet {@code i} arrived, in 1/1024 s, or {@link #NO_OFFSET}. */
        public int offset(int i) {
            return metrics[i] & NO_OFFSET;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Stream(int otherSsrc, int begin, int[] others)
                    && ssrc == otherSsrc
                    && beginSequence == begin
                    && Arrays.equals(metrics, others);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * ssrc + beginSequence) + Arrays.hashCode(metrics);
        }

        @Override
        public String toString() {
            return "Stream[beginSequence=%d, metrics=%s]".formatted(beginSequence, Arrays.toString(metrics));
        }
    }

    public CongestionFeedback {
        streams = List.copyOf(streams);
    }
}
