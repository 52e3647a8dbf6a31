// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import java.util.List;

/** RFC 5104 4.3.1: a key frame from each of these, please. */
public record FullIntraRequest(int senderSsrc, List<Entry> entries) implements RtcpPacket {
    /** One stream asked, and the running number of the request. */
    public record Entry(int ssrc, int sequence) {}

    public FullIntraRequest {
        entries = List.copyOf(entries);
    }
}
