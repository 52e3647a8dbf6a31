// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RateMeterTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void aSteadyRateIsFoundFromAnyBeginning() {
        Property.check(31, 200, random -> {
            long start = random.nextLong();
            RateMeter meter = new RateMeter(start);
            int pauseNanos = random.nextInt(1_000_000, 50_000_000);
            int bytes = random.nextInt(50, 1_500);
            long now = start;
            while (now - start < 3 * SECOND) {
                now += pauseNanos;
                meter.onBytes(bytes, now);
            }
            assertThat((double) meter.bps(now)).isCloseTo(8e9 * bytes / pauseNanos, Percentage.withPercentage(6));
        });
    }

    @Test
    void silenceIsNoRate() {
        RateMeter meter = new RateMeter(0);
        meter.onBytes(125_000, SECOND / 2);
        assertThat(meter.bps(SECOND / 2)).as("within the first second").isZero();
        assertThat(meter.bps(SECOND)).isEqualTo(1_000_000);
        assertThat(meter.bps(3 * SECOND)).isZero();
    }
}
