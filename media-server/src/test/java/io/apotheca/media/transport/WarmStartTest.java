// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.bwe.WarmStart;
import io.apotheca.media.testing.Simulation;
import org.junit.jupiter.api.Test;

/** How a receiver's rate begins by what is known of its address and its room. */
class WarmStartTest {
    private static final double DEMAND = 3_500_000;

    private static SenderLine line(long rateBps, WarmStart known) {
        SenderLine line = new SenderLine();
        line.down.narrow(rateBps, Simulation.millis(1_000));
        line.sender.onPath(known, line.sim.now());
        return line;
    }

    /** When the target first was what is asked for. */
    private static double secondsTo(double bps, SenderLine line) {
        double seconds = 0;
        while (line.sender.estimator().targetBps() < bps) {
            line.call(0.05, DEMAND);
            seconds += 0.05;
            assertThat(seconds).isLessThan(30);
        }
        return seconds;
    }

    private static double longestQueue(SenderLine line) {
        return line.arrived.stream()
                        .mapToLong(SenderLine.Arrived::delayNanos)
                        .max()
                        .orElseThrow()
                / 1e9;
    }

    @Test
    void aGoodLineIsUsedSooner() {
        SenderLine cold = line(5_000_000, WarmStart.COLD);
        SenderLine warm = line(5_000_000, new WarmStart(0, 5_000_000));
        assertThat(warm.sender.estimator().targetBps())
                .as("six tenths, but not more than the most")
                .isEqualTo(1_500_000);
        double coldSeconds = secondsTo(0.9 * DEMAND, cold);
        double warmSeconds = secondsTo(0.9 * DEMAND, warm);
        assertThat(warmSeconds).isLessThan(0.6 * coldSeconds).isLessThan(0.5);
        assertThat(longestQueue(warm)).isLessThan(0.060);
    }

    @Test
    void aBadLineIsNotFlooded() {
        SenderLine cold = line(200_000, WarmStart.COLD);
        SenderLine warm = line(200_000, new WarmStart(0, 200_000));
        assertThat(warm.sender.estimator().targetBps()).isEqualTo(120_000);
        cold.call(5, DEMAND);
        warm.call(5, DEMAND);
        assertThat(longestQueue(warm)).isLessThan(0.75 * longestQueue(cold)).isLessThan(0.4);
        assertThat(warm.down.overflowed()).isZero();
    }

    @Test
    void theRoomTellsLessThanTheAddress() {
        assertThat(line(5_000_000, new WarmStart(4_000_000, 0))
                        .sender
                        .estimator()
                        .targetBps())
                .isEqualTo(1_200_000);
        assertThat(line(5_000_000, new WarmStart(4_000_000, 500_000))
                        .sender
                        .estimator()
                        .targetBps())
                .isEqualTo(300_000);
    }

    @Test
    void anEstimateIsToldWhenItHasSettledAndWhileItIsRenewed() {
        SenderLine line = line(2_000_000, WarmStart.COLD);
        line.call(2, DEMAND);
        assertThat(line.sender.carriedBps(line.sim.now())).as("young").isZero();
        line.call(10, DEMAND);
        assertThat(line.sender.carriedBps(line.sim.now())).isBetween(1_700_000L, 2_300_000L);
        line.up.loss(1);
        line.call(2.2, DEMAND);
        assertThat(line.sender.carriedBps(line.sim.now()))
                .as("silence says nothing of the line")
                .isZero();
    }

    @Test
    void anotherPathBeginsBelowWhatIsKnownOfItAndIsThenFoundOut() {
        SenderLine line = line(4_000_000, WarmStart.COLD);
        line.call(10, DEMAND);
        assertThat(line.sender.estimator().targetBps()).isGreaterThan(3_000_000);
        line.down.narrow(600_000, Simulation.millis(1_000));
        line.down.delay(Simulation.millis(80), 0);
        line.sender.onPath(new WarmStart(0, 600_000), line.sim.now());
        assertThat(line.sender.estimator().targetBps()).isEqualTo(360_000);
        assertThat(line.sender.carriedBps(line.sim.now()))
                .as("nothing of the path before")
                .isZero();
        line.call(6, DEMAND);
        assertThat(line.sender.estimator().targetBps()).isBetween(450_000L, 750_000L);
    }

    @Test
    void anotherPathOfWhichMoreIsKnownBeginsAtWhatTheLastCarried() {
        SenderLine line = line(700_000, WarmStart.COLD);
        line.call(10, DEMAND);
        long before = line.sender.estimator().targetBps();
        line.down.narrow(5_000_000, Simulation.millis(1_000));
        line.sender.onPath(new WarmStart(0, 5_000_000), line.sim.now());
        assertThat(line.sender.estimator().targetBps()).isEqualTo(before);
        assertThat(secondsTo(2_000_000, line)).isLessThan(2);
    }
}
