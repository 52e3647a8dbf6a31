// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.client.LoopClients;
import io.apotheca.bench.load.LoadListener;
import io.apotheca.bench.load.LoadPlan;
import io.apotheca.bench.load.LoadResult;
import io.apotheca.bench.load.LoadRun;
import io.apotheca.bench.load.Sfu;
import io.apotheca.media.srtp.JitsiSrtp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The same load on ours and on a peer by turns, each on a server of its own. A machine's speed wanders from minute to
 * minute, so what counts is the ratio in a pair.
 */
public record Comparison(List<Pair> pairs) {
    /** Ours takes at most this share of a peer's processor time in the scenarios that peers can run. */
    private static final double LEAST_RATIO = 5;

    private static final Set<String> JUDGED = Set.of("A", "B", "C");

    /** Two runs, one right after the other. Ratios are the peer's figure divided by ours: above 1 ours is better. */
    public record Pair(LoadResult ours, LoadResult theirs) {
        public double cpuRatio() {
            return ratio(result -> result.figures().cpuMicrosPerPacket());
        }

        public double medianLatencyRatio() {
            return ratio(result -> result.latency().p50Millis());
        }

        public double latencyRatio() {
            return ratio(result -> result.latency().p99Millis());
        }

        public double memoryRatio() {
            return ratio(result -> result.figures().memoryBytes());
        }

        private double ratio(ToDoubleFunction<LoadResult> figure) {
            return figure.applyAsDouble(theirs) / figure.applyAsDouble(ours);
        }
    }

    /** Starts a server that ends when what it returns is closed. */
    @FunctionalInterface
    public interface Starter {
        Sfu start() throws IOException, InterruptedException;
    }

    /**
     * Who is compared, and how.
     *
     * @param threads of the bench that move media
     * @param joinsAtOnce how many join at the same time in the beginning
     */
    public record Setup(Starter ours, Starter theirs, LoadPlan plan, int threads, int joinsAtOnce) {
        private LoadResult run(Starter server, LoadListener listener) throws IOException, InterruptedException {
            try (Sfu sfu = server.start();
                    LoopClients clients = LoopClients.start(threads, new JitsiSrtp(), plan.seed())) {
                listener.begins(sfu.name());
                return new LoadRun(sfu, clients, plan, joinsAtOnce, listener).run();
            }
        }
    }

    public Comparison {
        pairs = List.copyOf(pairs);
    }

    /** Ours first, then the peer, and so on; on the caller's thread. */
    public static Comparison run(Setup setup, int pairs, LoadListener listener)
            throws IOException, InterruptedException {
        List<Pair> done = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            LoadResult ours = setup.run(setup.ours(), listener);
            done.add(new Pair(ours, setup.run(setup.theirs(), listener)));
        }
        return new Comparison(done);
    }

    /** Of all pairs the middle one's, so that one bad minute of the machine counts for nothing. */
    public double median(ToDoubleFunction<Pair> ratio) {
        double[] sorted = pairs.stream().mapToDouble(ratio).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Whether the bench kept up with all runs. */
    public boolean sound() {
        return pairs.stream()
                .allMatch(pair ->
                        pair.ours().bench().sound() && pair.theirs().bench().sound());
    }

    /** One a pair, where the scenario has one. */
    public List<Goal> goals() {
        return pairs.stream()
                .filter(pair -> JUDGED.contains(pair.ours().plan().name()))
                .map(pair -> Goal.atLeast("the peer's CPU-µs a packet, in ours", pair.cpuRatio(), LEAST_RATIO))
                .toList();
    }
}
