// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is measured: throughput, standing queue, its trend, and whether the sender itself holds back. */
class MeasuresTest {
    private static final long MILLI = 1_000_000;

    @Test
    void throughputIsBytesBetweenArrivals() {
        ThroughputMeter meter = new ThroughputMeter();
        assertThat(meter.bps(0, 0)).isEqualTo(ThroughputMeter.UNKNOWN);
        for (int i = 0; i <= 100; i++) {
            meter.onArrival(i * (10 * MILLI), 1250);
        }
        assertThat(meter.bps(500 * MILLI, 100 * MILLI)).isCloseTo(1e6, within(1.0));
        assertThat(meter.bps(0, 2000 * MILLI)).as("too short a time").isEqualTo(ThroughputMeter.UNKNOWN);
        assertThat(meter.newestNanos()).isEqualTo(1000 * MILLI);
    }

    @Test
    void throughputIsOfTheSameTimeHoweverFastPacketsArrive() {
        ThroughputMeter meter = new ThroughputMeter();
        for (int i = 0; i < 300; i++) {
            meter.onArrival(i * (10 * MILLI), 1250);
        }
        for (int i = 0; i < 2000; i++) {
            meter.onArrival(3000 * MILLI + i * MILLI, 1250);
            if (i == 200) {
                assertThat(meter.bps(2700 * MILLI, 100 * MILLI)).isCloseTo((30 + 200) * 1250 * 8 / 0.5, within(1.0));
            }
        }
        assertThat(meter.bps(4000 * MILLI, 100 * MILLI)).isCloseTo(10e6, within(1.0));
    }

    @Test
    void throughputForgetsNeitherLateArrivalsNorPacketsNothingWasHeardOf() {
        ThroughputMeter meter = new ThroughputMeter();
        for (int i = 0; i < 100; i++) {
            if (i % 2 == 0) {
                meter.onUnheard(1250);
            } else {
                meter.onArrival((i % 4 == 1 ? i : i - 4) * (10 * MILLI), 1250);
            }
        }
        assertThat(meter.bps(200 * MILLI, 100 * MILLI)).isCloseTo(1e6, within(0.05e6));
    }

    private static double queue(QueueDelay delay, double seconds, double jitterSeconds, double queuedSeconds) {
        SplittableRandom random = new SplittableRandom(5);
        double sum = 0;
        int samples = 0;
        for (int ms = 0; ms < seconds * 1000; ms += 5) {
            double jitter = jitterSeconds * Math.clamp(random.nextGaussian(), -3, 3);
            long now = ms * MILLI;
            delay.onPacket(7_000_000_000L + (long) ((queuedSeconds + jitter) * 1e9), now);
            if (ms % 50 == 0 && delay.sample(now) && ms > 1000) {
                sum += delay.seconds();
                samples++;
            }
        }
        return sum / samples;
    }

    @Test
    void theClocksDifferenceIsNoQueue() {
        assertThat(queue(new QueueDelay(), 5, 0, 0)).isCloseTo(0, within(0.005));
        assertThat(queue(new QueueDelay(), 20, 0.004, 0)).as("nor is jitter").isCloseTo(0, within(0.005));
    }

    @Test
    void aStandingQueueIsSeenAtOnceAndALongerPathIsNot() {
        QueueDelay delay = new QueueDelay();
        queue(delay, 10, 0, 0);
        delay.sample(10_000 * MILLI);
        for (int i = 0; i < 10; i++) {
            delay.onPacket(7_080_000_000L, 10_000 * MILLI);
        }
        assertThat(delay.sample(10_050 * MILLI)).isTrue();
        assertThat(delay.seconds()).isCloseTo(0.08, within(0.004));
        delay.rebase();
        assertThat(delay.seconds()).isCloseTo(0, within(0.004));
        assertThat(delay.sample(10_060 * MILLI)).as("nothing new").isFalse();
    }

    @Test
    void theTrendIsTheSlopeOfTheQueue() {
        Trendline trend = new Trendline();
        assertThat(trend.slope()).isZero();
        for (int i = 0; i < 20; i++) {
            trend.onSample(0.02 * i, i * (50 * MILLI));
        }
        assertThat(trend.slope()).isCloseTo(0.4, within(1e-6));
        trend.onSample(0.1, 10_000 * MILLI);
        assertThat(trend.slope()).as("old samples are no trend").isZero();
    }

    @Test
    void whoSendsLessThanHalfIsLimitedByItself() {
        AlrDetector alr = new AlrDetector();
        for (int ms = 0; ms < 3000; ms += 10) {
            alr.onSent(1250, ms * MILLI);
        }
        assertThat(alr.sentBps()).isCloseTo(1e6, within(0.05e6));
        alr.judge(1.1e6, 3000 * MILLI);
        assertThat(alr.limited()).isFalse();
        alr.judge(2e6, 3000 * MILLI);
        assertThat(alr.limited()).isTrue();
        alr.judge(1.35e6, 3000 * MILLI);
        assertThat(alr.limited()).as("hysteresis").isTrue();
        alr.judge(1.1e6, 3000 * MILLI);
        assertThat(alr.limited()).isFalse();
    }

    @Test
    void aWarmStartStaysBelowWhatWasSeen() {
        assertThat(WarmStart.COLD.startBps()).isEqualTo(300_000);
        assertThat(new WarmStart(4_000_000, 0).startBps()).isEqualTo(1_200_000);
        assertThat(new WarmStart(4_000_000, 100_000).startBps()).isEqualTo(60_000);
        assertThat(new WarmStart(0, 50_000_000).startBps()).isEqualTo(1_500_000);
        assertThatIllegalArgumentException().isThrownBy(() -> new WarmStart(-1, 0));
    }
}
