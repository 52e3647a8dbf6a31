// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtherTrafficTest {
    private static final double TARGET = 1e6;

    private final OtherTraffic others = new OtherTraffic();
    private final RateControl.Sample sample = new RateControl.Sample();

    /** A queue has stood for so long, and this arrives of ours; 0 seconds is no queue. */
    private void queue(double seconds, double arrivedBps, double slope, double target) {
        sample.busy = seconds;
        sample.lateBps = arrivedBps;
        sample.slope = slope;
        others.onSample(sample, target, 1.1 * target);
    }

    private void noQueue(double target) {
        queue(0, ThroughputMeter.UNKNOWN, 0, target);
    }

    @Test
    void whatABurstTookIsThereAgain() {
        queue(0.05, ThroughputMeter.UNKNOWN, 0.5, TARGET);
        queue(0.1, 0.9e6, 0.5, TARGET);
        queue(0.2, 0.5e6, 0.2, 0.9e6);
        queue(0.4, 1.2e6, -0.2, 0.8e6);
        assertThat(others.burstOver()).isFalse();
        assertThat(others.targetBefore()).isEqualTo(TARGET);
        noQueue(0.8e6);
        assertThat(others.burstOver()).isTrue();
        assertThat(others.arrivedBps()).isEqualTo(1.2e6);
        assertThat(others.freeBps()).isEqualTo(1.1e6);
        noQueue(0.8e6);
        assertThat(others.burstOver()).isFalse();
    }

    @Test
    void aQueueOfOurOwnIsNoBurst() {
        queue(0.1, 0.95e6, 0.1, TARGET);
        queue(0.3, 0.9e6, -0.1, 0.85e6);
        noQueue(0.85e6);
        assertThat(others.burstOver()).isFalse();
    }

    @Test
    void aQueueThatWasTooShortToMeasureTellsNothing() {
        queue(0.05, ThroughputMeter.UNKNOWN, 0.5, TARGET);
        noQueue(TARGET);
        assertThat(others.burstOver()).isFalse();
    }

    /** The queue rises without us, and goes at this pace where our cut to 90 % explains a tenth of a second a second. */
    private boolean rise(double target, double slope) {
        queue(0.3, target, 0.3, target);
        others.onFull(target);
        queue(0.6, target, slope, 0.9 * target);
        noQueue(0.9 * target);
        return others.onCalm(0.9 * target);
    }

    @Test
    void whoFillsTheQueueHoweverLittleWeSendIsFound() {
        others.onCalm(TARGET);
        assertThat(rise(TARGET, -0.4)).isFalse();
        assertThat(rise(0.8e6, -0.4)).isFalse();
        assertThat(rise(0.6e6, -0.4)).isTrue();
        assertThat(rise(0.5e6, -0.4)).as("counting begins again").isFalse();
    }

    @Test
    void aQueueThatGoesAsFastAsOurCutExplainsIsOurs() {
        others.onCalm(TARGET);
        for (double target = TARGET; target > 1e5; target *= 0.8) {
            assertThat(rise(target, -0.15)).isFalse();
        }
    }

    @Test
    void whoKeepsItsRateIsNotPushedAway() {
        others.onCalm(TARGET);
        for (int i = 0; i < 10; i++) {
            others.onCalm(TARGET);
            assertThat(rise(TARGET, -0.4)).isFalse();
        }
    }

    @Test
    void aQueueAfterWeSentMoreIsOurs() {
        others.onCalm(0.5e6);
        for (double target = TARGET; target > 1e5; target *= 0.8) {
            queue(0.3, target, 0.3, target);
            others.onFull(target);
            queue(0.6, target, -0.4, 0.9 * target);
            assertThat(others.onCalm(0.5 * target)).isFalse();
        }
    }
}
