// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

/**
 * What a receiver says of one stream, RFC 3550 6.4.1.
 *
 * @param fractionLost share lost since the last report, in 1/256
 * @param cumulativeLost packets lost in all, 24 bits signed
 * @param highestSequence extended highest sequence number, 32 bits
 * @param jitter interarrival jitter in timestamp units
 * @param lastSenderReport middle 32 bits of the NTP time of the latest sender report, 0 if none
 * @param delaySinceLastSenderReport in 1/65536 s
 */
public record ReportBlock(
        int ssrc,
        int fractionLost,
        int cumulativeLost,
        long highestSequence,
        long jitter,
        int lastSenderReport,
        int delaySinceLastSenderReport) {
    static final int BYTES = 24;
}
