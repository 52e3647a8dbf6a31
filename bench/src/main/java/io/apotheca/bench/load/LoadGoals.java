// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.bench.bwe.Goal;
import java.util.ArrayList;
import java.util.List;

/** What a server of ours should do under each load. What was not told is missed. */
public final class LoadGoals {
    private static final double TRANSIT_MILLIS = 2;
    private static final double PAUSE_MILLIS = 1;
    private static final double MEMORY_BYTES = 300_000;
    /** From so many people on, what a participant takes can be told from what the server takes anyhow. */
    private static final int MANY_PEOPLE = 1000;

    private static final double MANY_JOINS = 200;

    private static final int MANY_ROUNDS = 10;
    private static final double STAYS_PERCENT = 10;

    private LoadGoals() {}

    public static List<Goal> of(LoadResult result) {
        List<Goal> goals = new ArrayList<>();
        LoadPlan plan = result.plan();
        double cpu = cpuMicros(plan.name());
        if (cpu > 0) {
            goals.add(Goal.atMost("CPU-µs a forwarded packet", result.figures().cpuMicrosPerPacket(), cpu));
        }
        goals.add(Goal.atMost("packets lost", (double) result.flow().lost(), 0));
        goals.add(Goal.atMost(
                "joins that failed", result.joins().failed() + result.churn().failed(), 0));
        goals.add(Goal.atMost("transit p99, ms", result.transit().p99Millis(), TRANSIT_MILLIS));
        goals.add(Goal.atMost("longest pause, ms", result.figures().pauseMaxMillis(), PAUSE_MILLIS));
        goals.add(Goal.atMost(
                "bytes allocated a packet", Math.rint(result.figures().allocatedBytesPerPacket()), 0));
        if (plan.people() >= MANY_PEOPLE) {
            goals.add(Goal.atMost("bytes a participant", result.figures().memoryBytes(), MEMORY_BYTES));
        }
        if (plan.rounds() >= MANY_ROUNDS) {
            double stays =
                    100 * result.figures().leftMemoryBytes() / result.figures().startMemoryBytes();
            goals.add(Goal.atMost("memory that stays when all have left, %", stays, STAYS_PERCENT));
        }
        if (plan.joinsPerSecond() >= MANY_JOINS) {
            goals.add(Goal.atLeast("joins a second", Math.rint(result.churn().perSecond()), MANY_JOINS));
        }
        return goals;
    }

    /** Of packets that a participant was to get, at the highest load that is still served well. */
    public static List<Goal> atLimit(LoadResult result) {
        return result.plan().name().equals(Scenario.B.name())
                ? List.of(Goal.atMost(
                        "CPU-µs a forwarded packet at the limit",
                        result.figures().cpuMicrosPerPacket(),
                        3.5))
                : List.of();
    }

    private static double cpuMicros(String scenario) {
        return switch (scenario) {
            case "A" -> 12;
            case "B" -> 5.5;
            case "C" -> 15;
            default -> 0;
        };
    }
}
