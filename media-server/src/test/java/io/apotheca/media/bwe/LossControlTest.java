// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LossControlTest {
    private static final long MILLI = 1_000_000;
    private final LossControl loss = new LossControl();
    private final SplittableRandom random = new SplittableRandom(3);

    /** A minute at 100 packets a second; the share lost depends on the rate. The rate at the end. */
    private double minute(double rate, boolean queued, DoubleUnaryOperator share) {
        double now = rate;
        for (int ms = 0; ms < 60_000; ms += 10) {
            loss.onPacket(random.nextDouble() < share.applyAsDouble(now));
            if (ms % 50 == 0) {
                now = loss.judge(now, queued, 0.1, ms * MILLI);
            }
        }
        return now;
    }

    @Test
    void lossThatStaysIsThePathsAndCostsNothing() {
        assertThat(minute(1e6, false, _ -> 0.1)).isCloseTo(1e6, within(1.0));
        assertThat(loss.inherent()).isCloseTo(0.1, within(0.04));
    }

    @Test
    void lossThatGoesWithTheRateWasOurs() {
        assertThat(minute(1e6, false, rate -> Math.max(0, 1 - 0.8e6 / rate))).isBetween(0.6e6, 0.88e6);
    }

    @Test
    void nothingIsLearntFromLossThatAQueueExplains() {
        assertThat(minute(1e6, true, _ -> 0.3)).isEqualTo(1e6);
        assertThat(loss.inherent()).isZero();
    }

    @Test
    void aSingleLossIsAnEventOnACleanPathAndNotOnALossyOne() {
        loss.onPacket(false);
        assertThat(loss.event()).isFalse();
        loss.onPacket(true);
        assertThat(loss.event()).isTrue();
        assertThat(loss.event()).as("told once").isFalse();
        loss.onPacket(true);
        loss.onLate();
        assertThat(loss.event()).as("it was only late").isFalse();
        minute(1e6, false, _ -> 0.1);
        loss.forgetEvents();
        for (int i = 0; i < 20; i++) {
            loss.onPacket(i == 7 || i == 11);
        }
        assertThat(loss.event()).isFalse();
    }
}
