// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import java.util.List;

/** RFC 3550 6.4.2. */
public record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpPacket {
    public ReceiverReport {
        blocks = List.copyOf(blocks);
    }
}
