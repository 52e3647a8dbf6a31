// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.RtcpParser;
import io.apotheca.media.rtcp.RtcpWriter;

/** Whatever packets of whatever streams arrive, each report fits a datagram, can be read, and the rest ends. */
class StreamArrivalsFuzzTest {
    @FuzzTest
    void buildsReadableReports(FuzzedDataProvider data) {
        StreamArrivals arrivals = new StreamArrivals();
        PacketBuffer buffer = new PacketBuffer();
        RtcpWriter writer = new RtcpWriter();
        long nowNanos = data.consumeLong(0, 1L << 60);
        while (data.remainingBytes() > 0) {
            nowNanos += data.consumeInt(0, Integer.MAX_VALUE);
            int ssrc = data.consumeInt(0, 40);
            int sequence = data.consumeInt(0, 65535);
            int burst = data.consumeInt(1, 300);
            for (int i = 0; i < burst; i++) {
                arrivals.onPacket(ssrc, (sequence + i) & 0xFFFF, nowNanos);
            }
            int feedbacks = 0;
            while (arrivals.due(nowNanos)) {
                CongestionFeedback feedback = requireNonNull(arrivals.build(1, (int) nowNanos, nowNanos));
                writer.begin(buffer).congestionFeedback(feedback).end();
                assertThat(buffer.length).isLessThanOrEqualTo(1200);
                assertThat(RtcpParser.parse(buffer.bytes, 0, buffer.length, packet -> {}))
                        .isTrue();
                assertThat(++feedbacks).isLessThanOrEqualTo(StreamArrivals.STREAMS * StreamArrivals.WINDOW);
            }
        }
    }
}
