// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.bench.client.LoopClients;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Raises the number of rooms step by step until latency or loss breaks, or the bench itself cannot keep up. */
public final class LimitSearch {
    private static final double GROWTH = 1.5;
    private static final double FINE_GROWTH = 1.15;
    private static final double LATENCY_MILLIS = 20;
    private static final double LOSS_PERCENT = 0.1;
    private static final double DELIVERED = 0.98;

    private final Sfu sfu;
    private final LoopClients clients;
    private final int joinsAtOnce;
    private final LoadListener listener;
    private final List<Step> steps = new ArrayList<>();

    /**
     * One load that was tried.
     *
     * @param broken in words what broke; empty where nothing did
     */
    public record Step(LoadResult result, String broken) {
        public boolean good() {
            return broken.isEmpty();
        }
    }

    public LimitSearch(Sfu sfu, LoopClients clients, int joinsAtOnce, LoadListener listener) {
        this.sfu = sfu;
        this.clients = clients;
        this.joinsAtOnce = joinsAtOnce;
        this.listener = listener;
    }

    /** All steps in their order: the load grows by half until it breaks, then in smaller steps from the last good one. */
    public List<Step> run(LoadPlan first) throws IOException, InterruptedException {
        int good = grow(first, first.rooms(), GROWTH);
        if (good > 0) {
            grow(first, grown(good, FINE_GROWTH), FINE_GROWTH);
        }
        return List.copyOf(steps);
    }

    /** The last good number of rooms, or 0. */
    private int grow(LoadPlan plan, int from, double growth) throws IOException, InterruptedException {
        int good = 0;
        for (int rooms = from; !tried(rooms); rooms = grown(rooms, growth)) {
            LoadResult result = new LoadRun(sfu, clients, plan.rooms(rooms), joinsAtOnce, listener).run();
            Step step = new Step(result, broken(result));
            steps.add(step);
            listener.begins("%d rooms: %s".formatted(rooms, step.good() ? "good" : step.broken()));
            if (!step.good()) {
                break;
            }
            good = rooms;
        }
        return good;
    }

    private boolean tried(int rooms) {
        return steps.stream().anyMatch(step -> step.result().plan().rooms() == rooms);
    }

    private static int grown(int rooms, double growth) {
        return Math.max(rooms + 1, (int) Math.round(rooms * growth));
    }

    static String broken(LoadResult result) {
        if (result.joins().failed() > 0) {
            return "not everybody could join";
        }
        if (!result.bench().sound()) {
            return "the bench itself did not keep up";
        }
        if (result.flow().lossPercent() > LOSS_PERCENT) {
            return "packets were lost";
        }
        if (result.delivered() < DELIVERED) {
            return "not all that was published was delivered";
        }
        return result.latency().p99Millis() > LATENCY_MILLIS ? "packets were late" : "";
    }

    /** The good step with the most rooms. */
    public static @Nullable LoadResult lastGood(List<Step> steps) {
        LoadResult best = null;
        for (Step each : steps) {
            if (each.good()
                    && (best == null
                            || each.result().plan().rooms() > best.plan().rooms())) {
                best = each.result();
            }
        }
        return best;
    }
}
