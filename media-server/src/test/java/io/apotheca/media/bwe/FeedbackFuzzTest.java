// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.RtcpPacket;
import io.apotheca.media.rtcp.RtcpParser;
import io.apotheca.media.rtcp.TransportFeedback;

/** Whatever feedback an authenticated receiver makes up, the estimate stays within its bounds. */
class FeedbackFuzzTest {
    private static final long MILLI = 1_000_000;

    private final BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);

    @FuzzTest
    void staysWithinBounds(byte[] bytes) {
        for (int i = 0; i < 200; i++) {
            estimator.onSentRtp(11 + i % 2, i / 2, 1000, SentKind.VIDEO, i * MILLI);
        }
        RtcpParser.parse(bytes, 0, bytes.length, this::take);
        estimator.onDeadline(5_000 * MILLI);
        assertThat(estimator.targetBps()).isBetween(BandwidthEstimator.LEAST_BPS, BandwidthEstimator.MOST_BPS);
        assertThat(estimator.inherentLoss()).isBetween(0.0, 1.0);
    }

    private void take(RtcpPacket packet) {
        if (packet instanceof TransportFeedback feedback) {
            estimator.onFeedback(feedback, 300 * MILLI);
        } else if (packet instanceof CongestionFeedback feedback) {
            estimator.onFeedback(feedback, 300 * MILLI);
        }
    }
}
