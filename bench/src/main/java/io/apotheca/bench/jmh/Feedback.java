// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.bwe.BandwidthEstimator;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.bwe.WarmStart;
import io.apotheca.media.feedback.TwccArrivals;
import io.apotheca.media.rtcp.TransportFeedback;

/** Sends ten packets, makes the receiver's feedback of them and takes it in. */
final class Feedback implements Runnable {
    private static final int PACKETS = 10;
    private static final long SPACING_NANOS = 5_000_000;
    private static final long DELAY_NANOS = 50_000_000;

    private final BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);
    private final TwccArrivals arrivals = new TwccArrivals();
    private int number;
    private long nowNanos;

    @Override
    public void run() {
        for (int i = 0; i < PACKETS; i++) {
            nowNanos += SPACING_NANOS;
            estimator.onSent(number & 0xFFFF, SamplePacket.BYTES, SentKind.VIDEO, nowNanos);
            arrivals.onPacket(number++ & 0xFFFF, nowNanos + DELAY_NANOS);
        }
        TransportFeedback feedback = arrivals.build(1, 2, nowNanos + DELAY_NANOS);
        if (feedback != null) {
            estimator.onFeedback(feedback, nowNanos + 2 * DELAY_NANOS);
        }
    }
}
