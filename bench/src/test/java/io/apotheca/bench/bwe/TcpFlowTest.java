// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.bench.bwe.TcpFlow.Congestion;
import io.apotheca.bench.link.LinkSpec;
import io.apotheca.bench.link.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TcpFlowTest {
    private static final long SECOND = 1_000_000_000;
    private final VirtualTime time = new VirtualTime();
    private final RateTrace first = new RateTrace();
    private final RateTrace second = new RateTrace();

    private TcpFlow flow(Wire there, Congestion congestion, int segments, RateTrace into, Runnable done) {
        return new TcpFlow(time, there, new Wire(time, LinkSpec.of(10_000_000)), 0, congestion, segments, into, done);
    }

    @ParameterizedTest
    @EnumSource
    void fillsALinkAndItsQueueAndSharesItWithItsLike(Congestion congestion) {
        Wire there = new Wire(time, LinkSpec.of(2_000_000));
        flow(there, congestion, Integer.MAX_VALUE, first, () -> {});
        time.at(30 * SECOND, () -> flow(there, congestion, Integer.MAX_VALUE, second, () -> {}));
        time.runUntil(150 * SECOND);
        assertThat(first.bps(10 * SECOND, 30 * SECOND)).isBetween(1.8e6, 2e6);
        assertThat(there.trace().queueNanos(10 * SECOND, 30 * SECOND, 1)).isGreaterThan(SECOND / 4);
        assertThat(there.trace().loss(10 * SECOND, 30 * SECOND, true)).isBetween(0.0001, 0.05);
        double share = second.bps(70 * SECOND, 150 * SECOND);
        assertThat(share).isBetween(0.6e6, 1.4e6);
        assertThat(share + first.bps(70 * SECOND, 150 * SECOND)).isBetween(1.8e6, 2e6);
    }

    @Test
    void delaysItselfMuchByRandomLoss() {
        Wire there = new Wire(time, LinkSpec.of(10_000_000).loss(new Loss.Random(0.02)));
        flow(there, Congestion.RENO, Integer.MAX_VALUE, first, () -> {});
        time.runUntil(60 * SECOND);
        // 1.22 segments a round trip over the root of the loss (RFC 5348 section 3.1, simplified): about 1 Mb/s
        assertThat(first.bps(5 * SECOND, 60 * SECOND)).isBetween(0.5e6, 1.5e6);
    }

    @Test
    void bringsEverySegmentOverALinkThatLosesManyAndThenEnds() {
        Wire there = new Wire(time, LinkSpec.of(2_000_000).loss(new Loss.Bursts(0.2, 3)));
        boolean[] done = {false};
        flow(there, Congestion.RENO, 100, first, () -> done[0] = true);
        time.runUntil(300 * SECOND);
        assertThat(done[0]).isTrue();
        assertThat(first.bps(0, 300 * SECOND) * 300).isEqualTo(100 * 1500 * 8.0);
    }
}
