// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.bwe.BandwidthEstimator;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.bwe.WarmStart;

/** Asks the pacer and tells the estimator of a packet that was sent. */
final class Estimating implements Runnable {
    private static final long MILLI = 1_000_000;

    private final BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);
    private int number;
    private long nowNanos;

    @Override
    public void run() {
        nowNanos += MILLI;
        estimator.onDeadline(nowNanos);
        if (estimator.pacer().may(nowNanos)) {
            estimator.pacer().onSent(SamplePacket.BYTES, nowNanos);
        }
        estimator.onSent(number++ & 0xFFFF, SamplePacket.BYTES, SentKind.VIDEO, nowNanos);
    }
}
