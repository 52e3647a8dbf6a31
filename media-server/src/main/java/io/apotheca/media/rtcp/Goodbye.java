// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import java.util.List;

/** RFC 3550 6.6: these SSRCs have ended. */
public record Goodbye(List<Integer> ssrcs) implements RtcpPacket {
    public Goodbye {
        ssrcs = List.copyOf(ssrcs);
    }
}
