// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.rtcp.RtcpParser;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtcp.TransportFeedback;

/** Whatever numbers arrive at whatever times, each feedback fits a datagram, can be read, and the rest ends. */
class TwccArrivalsFuzzTest {
    @FuzzTest
    void buildsReadableFeedback(FuzzedDataProvider data) {
        TwccArrivals arrivals = new TwccArrivals();
        PacketBuffer buffer = new PacketBuffer();
        RtcpWriter writer = new RtcpWriter();
        long nowNanos = data.consumeLong(0, 1L << 60);
        while (data.remainingBytes() > 0) {
            nowNanos += data.consumeInt(0, Integer.MAX_VALUE);
            int sequence = data.consumeInt(0, 65535);
            int burst = data.consumeInt(1, 300);
            for (int i = 0; i < burst; i++) {
                arrivals.onPacket((sequence + i) & 0xFFFF, nowNanos);
            }
            int feedbacks = 0;
            while (arrivals.due(nowNanos)) {
                TransportFeedback feedback = requireNonNull(arrivals.build(1, 2, nowNanos));
                writer.begin(buffer).transportFeedback(feedback).end();
                assertThat(buffer.length).isLessThanOrEqualTo(1200);
                assertThat(RtcpParser.parse(buffer.bytes, 0, buffer.length, packet -> {}))
                        .isTrue();
                assertThat(++feedbacks).isLessThanOrEqualTo(TwccArrivals.WINDOW);
            }
        }
    }
}
