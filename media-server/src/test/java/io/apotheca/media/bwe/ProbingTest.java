// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProbingTest {
    private static final long MILLI = 1_000_000;
    private final Prober prober = new Prober();

    /** Sends a train at 1 Mb/s over a line of {@code lineBps}; the measured rate. */
    private double train(double lineBps) {
        prober.start(1e6, 0.05, 0);
        long number = 0;
        long freeNanos = 0;
        while (prober.sending()) {
            long at = prober.nextPaddingNanos();
            int bytes = prober.paddingBytes(at);
            int cluster = prober.cluster();
            assertThat(bytes).isPositive();
            assertThat(prober.paddingBytes(at - 1)).isZero();
            prober.onSent(number++, bytes, at);
            freeNanos = Math.max(freeNanos, at) + (long) (bytes * 8e9 / lineBps);
            prober.onArrival(cluster, bytes, 5_000 * MILLI + freeNanos);
        }
        assertThat(prober.cluster()).isZero();
        assertThat(prober.finish(number - 2, 100 * MILLI)).as("not all told").isEqualTo(Prober.NO_RESULT);
        double result = prober.finish(number - 1, 200 * MILLI);
        assertThat(prober.busy()).isFalse();
        return result;
    }

    @Test
    void theSpacingOfArrivalsIsWhatTheLineCarries() {
        assertThat(train(600_000)).isCloseTo(600_000, within(1_000.0));
        assertThat(train(5_000_000)).isCloseTo(1_000_000, within(30_000.0));
    }

    @Test
    void aLostTrainHasNoResult() {
        prober.start(1e6, 0.02, 0);
        for (long number = 0; prober.sending(); number++) {
            prober.onSent(number, 500, number * MILLI);
        }
        assertThat(prober.finish(-1, 1000 * MILLI)).isEqualTo(Prober.NO_RESULT);
        assertThat(prober.busy()).isTrue();
        assertThat(prober.finish(-1, 2000 * MILLI)).isEqualTo(Prober.NO_RESULT);
        assertThat(prober.busy()).as("given up").isFalse();
    }

    @Test
    void firstTrainsDoubleUntilOneIsTooMuch() {
        ProbePlan plan = new ProbePlan();
        assertThat(plan.due(300e3, false, true, 0)).isZero();
        plan.begin(300e3);
        assertThat(plan.due(300e3, false, false, 0)).as("the path is not quiet").isZero();
        assertThat(plan.due(300e3, false, true, 0)).isEqualTo(900e3);
        plan.onSuccess(900e3);
        assertThat(plan.due(900e3, false, true, 0)).isEqualTo(1800e3);
        plan.onFailure(true, 1000e3, 0);
        assertThat(plan.due(1000e3, false, true, 0)).as("jitter: again").isEqualTo(2000e3);
        assertThat(plan.length()).isEqualTo(2);
        plan.onFailure(false, 1000e3, 0);
        assertThat(plan.due(1000e3, false, true, 0)).isZero();
    }

    @Test
    void whileLittleIsSentTrainsGoOutMoreAndMoreRarelyUpToTheDemand() {
        ProbePlan plan = new ProbePlan();
        plan.demand(3_000_000);
        assertThat(plan.due(1e6, true, true, 0)).isEqualTo(2e6);
        plan.onFailure(false, 1e6, 0);
        assertThat(plan.due(1e6, true, true, 1_900 * MILLI)).isZero();
        assertThat(plan.due(1e6, true, true, 2_000 * MILLI)).isEqualTo(2e6);
        plan.onFailure(false, 1e6, 2_000 * MILLI);
        assertThat(plan.due(1e6, true, true, 4_900 * MILLI)).isZero();
        plan.demand(6_000_000);
        assertThat(plan.due(1e6, true, true, 4_900 * MILLI))
                .as("more is wished for")
                .isEqualTo(2e6);
        plan.onSuccess(2e6);
        assertThat(plan.due(2e6, true, true, 4_900 * MILLI)).isEqualTo(4e6);
        assertThat(plan.due(7e6, true, true, 60_000 * MILLI)).as("enough").isZero();
    }

    @Test
    void thePacerSpacesPacketsAndHurriesWhenManyWait() {
        Pacer pacer = new Pacer();
        pacer.rates(1e6, 2e6);
        assertThat(pacer.may(0)).isTrue();
        pacer.onSent(1250, 1000 * MILLI);
        assertThat(pacer.nextNanos()).as("a late timer costs no rate").isEqualTo(1005 * MILLI);
        assertThat(pacer.may(1004 * MILLI)).isFalse();
        assertThat(pacer.may(1005 * MILLI)).isTrue();
        pacer.waiting(1_000_000);
        assertThat(pacer.rateBps()).isEqualTo(2_000_000);
        pacer.onSent(1250, 1005 * MILLI);
        assertThat(pacer.nextNanos()).isEqualTo(1010 * MILLI);
        pacer.waiting(0);
        assertThat(pacer.rateBps()).isEqualTo(1_000_000);
    }
}
