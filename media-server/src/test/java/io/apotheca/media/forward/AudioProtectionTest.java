// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Simulation;
import org.junit.jupiter.api.Test;

class AudioProtectionTest {
    private static final long STEP = Simulation.millis(100);

    private final AudioProtection protection = new AudioProtection();
    private long now = Simulation.seconds(1);

    private int after(double seconds, double share, boolean congested) {
        for (long until = now + Simulation.seconds(seconds); now < until; now += STEP) {
            protection.onLoss(share, congested, now);
        }
        return protection.wanted();
    }

    private int after(double seconds, double share) {
        return after(seconds, share, false);
    }

    @Test
    void aGoodPathNeedsNone() {
        assertThat(after(60, 0)).isZero();
        assertThat(after(60, 0.025)).isZero();
    }

    @Test
    void theMoreIsLostTheMoreIsRepeated() {
        assertThat(after(0.3, 0.04)).as("for a moment").isZero();
        assertThat(after(1, 0.04)).isEqualTo(1);
        assertThat(after(1, 0.10)).isEqualTo(2);
    }

    @Test
    void aShortLossIsNone() {
        for (int i = 0; i < 20; i++) {
            assertThat(after(0.3, 0.2)).isZero();
            assertThat(after(2, 0)).isZero();
        }
    }

    @Test
    void itIsGivenUpWhenTheLossHasBeenGoneForLong() {
        after(1, 0.10);
        assertThat(after(30, 0.06)).as("not much less is lost").isEqualTo(2);
        assertThat(after(9, 0.03)).isEqualTo(2);
        assertThat(after(2, 0.03)).isEqualTo(1);
        assertThat(after(30, 0.015)).isEqualTo(1);
        assertThat(after(9, 0)).isEqualTo(1);
        assertThat(after(2, 0)).isZero();
    }

    @Test
    void lossThatComesBackKeepsIt() {
        after(1, 0.04);
        for (int i = 0; i < 10; i++) {
            assertThat(after(8, 0)).isEqualTo(1);
            assertThat(after(0.2, 0.04)).isEqualTo(1);
        }
    }

    @Test
    void lossToAQueueAsksForNothing() {
        assertThat(after(20, 0.3, true)).isZero();
        after(1, 0.04);
        assertThat(after(20, 0.3, true)).as("nor for more").isEqualTo(1);
        assertThat(after(11, 0, true)).as("but may end it").isZero();
    }
}
