// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import io.apotheca.bench.link.LinkSpec;
import java.util.List;

/**
 * Flows over one bottleneck and back.
 *
 * @param longTcp TCP flows that send from {@code 0} to the end
 * @param shortTcp people who fetch small files now and then
 */
public record Scenario(
        String name,
        LinkSpec forward,
        LinkSpec back,
        List<FlowSpec> flows,
        int longTcp,
        int shortTcp,
        boolean cubic,
        long durationNanos,
        long seed) {
    private static final int FETCHING_AT_FIRST = 2;

    public Scenario {
        flows = List.copyOf(flows);
    }

    static Scenario of(String name, LinkSpec forward, LinkSpec back, double seconds, FlowSpec... flows) {
        return new Scenario(name, forward, back, List.of(flows), 0, 0, false, (long) (seconds * 1e9), 1);
    }

    Scenario tcp(int longFlows, int shortFlows, boolean withCubic) {
        return new Scenario(name, forward, back, flows, longFlows, shortFlows, withCubic, durationNanos, seed);
    }

    Scenario seed(long other) {
        LinkSpec there = forward.seed(forward.seed() + other);
        return new Scenario(
                name,
                there,
                back.seed(back.seed() + 31 * other),
                flows,
                longTcp,
                shortTcp,
                cubic,
                durationNanos,
                other);
    }

    /** Runs it from beginning to end. */
    Run run() {
        VirtualTime time = new VirtualTime();
        Wire there = new Wire(time, forward);
        Wire backward = new Wire(time, back);
        RateTrace tcp = new RateTrace();
        TcpFlow.Congestion congestion = cubic ? TcpFlow.Congestion.CUBIC : TcpFlow.Congestion.RENO;
        for (int i = 0; i < longTcp; i++) {
            new TcpFlow(time, there, backward, 0, congestion, Integer.MAX_VALUE, tcp, () -> {});
        }
        new ShortTransfers(time, there, backward, congestion, tcp, seed + 77).start(shortTcp, FETCHING_AT_FIRST);
        List<MediaFlow> media = flows.stream()
                .map(flow -> new MediaFlow(
                        flow,
                        time,
                        flow.back() ? backward : there,
                        flow.back() ? there : backward,
                        seed + flow.hashCode()))
                .toList();
        time.runUntil(durationNanos);
        return new Run(this, media.stream().map(MediaFlow::trace).toList(), there.trace(), backward.trace(), tcp);
    }
}
