// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TracesTest {
    private static final long MILLI = 1_000_000;

    @Test
    void ratesAreMeansOfBins() {
        RateTrace trace = new RateTrace();
        for (int ms = 1000; ms < 200_000; ms += 10) {
            trace.add(ms * MILLI, 10_000);
        }
        assertThat(trace.bps(0, 1000 * MILLI)).isZero();
        assertThat(trace.bps(2000 * MILLI, 3000 * MILLI)).isEqualTo(1e6);
        assertThat(trace.firstAtLeast(0.9e6, 500 * MILLI, 0, 5000 * MILLI)).isEqualTo(1450 * MILLI);
        assertThat(trace.firstAtLeast(1.1e6, 500 * MILLI, 0, 5000 * MILLI)).isNegative();
        assertThat(trace.firstAtMost(0.1e6, 200 * MILLI, 150_000 * MILLI, 300_000 * MILLI))
                .isEqualTo(200_200 * MILLI);
    }

    @Test
    void aLinksTraceTellsQueueAndLossOfATime() {
        LinkTrace trace = new LinkTrace();
        for (int ms = 0; ms < 10_000; ms++) {
            if (ms % 10 == 0) {
                trace.gone(ms * MILLI, ms % 20 == 0);
            } else {
                trace.carried(ms * MILLI, 100, ms * MILLI);
            }
        }
        assertThat(trace.queueNanos(1000 * MILLI, 2000 * MILLI, 1)).isEqualTo(1999 * MILLI);
        assertThat(trace.queueNanos(1000 * MILLI, 2000 * MILLI, 0.5)).isBetween(1490 * MILLI, 1510 * MILLI);
        assertThat(trace.loss(1000 * MILLI, 2000 * MILLI, true)).isCloseTo(0.1, within(1e-9));
        assertThat(trace.loss(1000 * MILLI, 2000 * MILLI, false)).isCloseTo(0.05, within(1e-9));
        assertThat(trace.bits(1000 * MILLI, 2000 * MILLI)).isEqualTo(900 * 800);
        assertThat(trace.queueNanos(20_000 * MILLI, 21_000 * MILLI, 1)).isZero();
    }

    @Test
    void videoFollowsWhatIsAskedAfterATenthOfASecond() {
        VideoSource video = new VideoSource(1_500_000, 3);
        double bits = 0;
        for (int i = 0; i < 300; i++) {
            bits += 8.0 * video.frameBytes(1e6);
        }
        assertThat(bits / 10).isCloseTo(1e6, within(0.05e6));
        for (int i = 0; i < 3; i++) {
            assertThat(video.frameBytes(9e6)).as("not yet").isLessThan(8_500);
        }
        bits = 0;
        for (int i = 0; i < 300; i++) {
            bits += 8.0 * video.frameBytes(9e6);
        }
        assertThat(bits / 10).isCloseTo(1.5e6, within(0.06e6));
    }

    @Test
    void timeRunsInOrder() {
        VirtualTime time = new VirtualTime();
        StringBuilder order = new StringBuilder();
        time.at(20, () -> order.append('b'));
        time.at(10, () -> time.at(5, () -> order.append('a')));
        time.at(20, () -> order.append('c'));
        time.at(31, () -> order.append('d'));
        time.runUntil(30);
        assertThat(order).hasToString("abc");
        assertThat(time.nowNanos()).isEqualTo(30);
    }
}
