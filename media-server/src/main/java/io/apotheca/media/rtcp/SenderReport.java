// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import java.util.List;

/**
 * RFC 3550 6.4.1.
 *
 * @param ntp 64-bit NTP time of the report
 * @param rtpTimestamp the same moment on the stream's clock, unsigned 32 bits
 * @param packets sent so far, as are {@code octets} of payload; both modulo 2^32 on the wire
 */
public record SenderReport(int ssrc, long ntp, long rtpTimestamp, long packets, long octets, List<ReportBlock> blocks)
        implements RtcpPacket {
    public SenderReport {
        blocks = List.copyOf(blocks);
    }
}
