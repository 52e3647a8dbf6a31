// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Every case, each judged by its goals. Stateless; a run takes seconds and depends on nothing but the code. */
public final class BweBench {
    private static final double NANOS = 1e9;

    /** From so many seconds after a change on, a phase is judged. */
    private static final double SETTLED = 5;

    private static final double RESUME = 0.9;

    /** The RFC's other length of the queue is run too, without a goal. */
    private static final long GOAL_QUEUE_MILLIS = 300;

    private static final int SHORT_TCPS = 10;

    private BweBench() {}

    /** Runs all cases one after another. */
    public static List<CaseResult> cases(long seed) {
        return cases().stream().map(each -> each.run(seed)).toList();
    }

    /** All cases with goals, in the order of the RFC. */
    public static List<BweCase> cases() {
        List<BweCase> cases = new ArrayList<>();
        for (long delay : new long[] {50, 100}) {
            for (long video : new long[] {Cases.VIDEO_BPS, Cases.RFC_VIDEO_BPS}) {
                cases.add(named(Cases.variableCapacity(video, delay), seed -> variableCapacity(video, delay, seed)));
            }
        }
        cases.add(named(Cases.ramp(), BweBench::ramp));
        cases.add(named(Cases.twoFlows(), BweBench::twoFlows));
        cases.add(named(Cases.congestedFeedback(true), BweBench::congestedFeedback));
        cases.add(named(Cases.competingFlows(), BweBench::competingFlows));
        cases.add(named(Cases.roundTripFairness(), BweBench::roundTripFairness));
        for (boolean cubic : new boolean[] {false, true}) {
            for (long queue : new long[] {300, 1000}) {
                cases.add(named(Cases.longTcp(queue, cubic), seed -> longTcp(queue, cubic, seed)));
            }
        }
        cases.add(named(Cases.shortTcp(SHORT_TCPS), BweBench::shortTcp));
        cases.add(named(Cases.pause(), BweBench::pause));
        cases.add(named(Cases.priority(), BweBench::priority));
        cases.add(named(Cases.randomLoss(), BweBench::randomLoss));
        cases.add(named(Cases.narrow(10), seed -> narrow(10, seed)));
        cases.add(named(Cases.narrow(50), seed -> narrow(50, seed)));
        cases.add(named(Cases.idle(), BweBench::idle));
        return cases;
    }

    private static BweCase named(Scenario scenario, LongFunction<CaseResult> run) {
        return new BweCase(scenario.name(), run);
    }

    private static CaseResult variableCapacity(long videoBps, long delayMillis, long seed) {
        Run run = Cases.variableCapacity(videoBps, delayMillis).seed(seed).run();
        double most = run.flows().getFirst().spec().mostBps() + MediaFlow.AUDIO_BPS;
        List<Phase> phases = new ArrayList<>();
        double[] changes = {0, 40, 60, 80, 100};
        for (int i = 0; i + 1 < changes.length; i++) {
            phases.add(Phase.of(run, changes[i] + SETTLED, changes[i + 1], most));
        }
        String name = run.scenario().name();
        List<Goal> goals = new ArrayList<>();
        for (Phase phase : phases) {
            String at = "%s, %.1f Mb/s: ".formatted(name, phase.capacityBps() / 1e6);
            goals.add(Goal.atLeast(at + "utilisation, %", 100 * phase.utilisation(), 90));
            goals.add(Goal.atMost(at + "p95 queue, ms", phase.queueP95Millis(), 50));
            goals.add(Goal.atMost(at + "loss, %", 100 * phase.loss(), 1));
        }
        long drop = (long) (60 * NANOS);
        long below = run.flows().getFirst().sent().firstAtMost(0.6e6, (long) (0.2 * NANOS), drop, 2 * drop);
        goals.add(Goal.atMost(name + ", drop: below capacity, s", below < 0 ? 1e3 : (below - drop) / NANOS, 1));
        goals.add(Goal.atMost(name + ", drop: peak queue, ms", run.queueMillis(60, 65, 1), 300));
        return new CaseResult(name, phases, goals, run);
    }

    private static CaseResult ramp(long seed) {
        Run run = Cases.ramp().seed(seed).run();
        long found = run.flows()
                .getFirst()
                .media()
                .firstAtLeast(
                        0.9 * 2.5e6, (long) (0.5 * NANOS), 0, run.scenario().durationNanos());
        return result(run, List.of(5.0, 10.0), Goal.atMost(run.scenario().name() + ": to 90 %, s", seconds(found), 3));
    }

    private static double seconds(long nanos) {
        return nanos < 0 ? 1e3 : nanos / NANOS;
    }

    private static CaseResult result(Run run, List<Double> bounds, Goal... goals) {
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i + 1 < bounds.size(); i++) {
            phases.add(Phase.of(run, bounds.get(i), bounds.get(i + 1), Double.MAX_VALUE));
        }
        return new CaseResult(run.scenario().name(), phases, List.of(goals), run);
    }

    private static List<Goal> fair(Run run, double from, double until) {
        double[] shares = run.fairness(from, until);
        String at = "%s, %.0f to %.0f s: ".formatted(run.scenario().name(), from, until);
        return List.of(
                Goal.atLeast(at + "least of equal shares", shares[0], 0.5),
                Goal.atMost(at + "largest of equal shares", shares[1], 2));
    }

    private static CaseResult twoFlows(long seed) {
        Run run = Cases.twoFlows().seed(seed).run();
        List<Goal> goals = new ArrayList<>();
        for (double from = 0; from < 125; from += 25) {
            goals.addAll(fair(run, from + SETTLED, from + 25));
        }
        return result(run, List.of(5.0, 25.0, 50.0, 75.0, 100.0, 125.0), goals.toArray(Goal[]::new));
    }

    private static CaseResult congestedFeedback(long seed) {
        Run free = Cases.congestedFeedback(false).seed(seed).run();
        Run run = Cases.congestedFeedback(true).seed(seed).run();
        double cost = 100 * (1 - run.media(0, 5, 100) / free.media(0, 5, 100));
        return result(
                run,
                List.of(5.0, 20.0, 40.0, 60.0, 100.0),
                Goal.atMost(run.scenario().name() + ": costs the forward flow, %", cost, 10));
    }

    private static CaseResult competingFlows(long seed) {
        Run run = Cases.competingFlows().seed(seed).run();
        List<Goal> goals = new ArrayList<>(fair(run, 80, 120));
        goals.add(Goal.atLeast(run.scenario().name() + ", last third: Jain's index", run.jain(80, 120), 0.95));
        return result(run, List.of(5.0, 20.0, 40.0, 80.0, 120.0), goals.toArray(Goal[]::new));
    }

    private static CaseResult roundTripFairness(long seed) {
        Run run = Cases.roundTripFairness().seed(seed).run();
        List<Goal> goals = new ArrayList<>(fair(run, 100, 200));
        goals.addAll(fair(run, 200, 300));
        return result(run, List.of(50.0, 100.0, 200.0, 300.0), goals.toArray(Goal[]::new));
    }

    private static CaseResult longTcp(long queueMillis, boolean cubic, long seed) {
        Run run = Cases.longTcp(queueMillis, cubic).seed(seed).run();
        double share = 100 * run.media(30, 120) / 1e6;
        Goal goal = Goal.atLeast(run.scenario().name() + ": of the fair share, %", share, 25);
        List<Double> bounds = List.of(10.0, 30.0, 60.0, 90.0, 120.0);
        return queueMillis == GOAL_QUEUE_MILLIS ? result(run, bounds, goal) : result(run, bounds);
    }

    private static CaseResult shortTcp(long seed) {
        Run alone = Cases.shortTcp(0).seed(seed).run();
        Run run = Cases.shortTcp(SHORT_TCPS).seed(seed).run();
        double cost = 100 * (1 - run.media(10, 300) / alone.media(10, 300));
        List<Goal> goals = new ArrayList<>(fair(run, 20, 300));
        goals.add(Goal.atMost(run.scenario().name() + ": cost the flows, %", cost, 20));
        return result(run, List.of(10.0, 100.0, 200.0, 300.0), goals.toArray(Goal[]::new));
    }

    private static CaseResult pause(long seed) {
        Run run = Cases.pause().seed(seed).run();
        List<Goal> goals = new ArrayList<>(fair(run, 25, 40));
        goals.addAll(fair(run, 65, 120));
        long resumed = (long) (60 * NANOS);
        double share = RESUME * 3.5e6 / 3;
        long back = run.flows().get(1).media().firstAtLeast(share, (long) NANOS, resumed, 2 * resumed);
        goals.add(Goal.atMost(
                run.scenario().name() + ": 90 % of its share again, s", back < 0 ? 1e3 : (back - resumed) / NANOS, 3));
        return result(run, List.of(5.0, 40.0, 60.0, 120.0), goals.toArray(Goal[]::new));
    }

    private static CaseResult priority(long seed) {
        Run run = Cases.priority().seed(seed).run();
        double times = run.media(0, 80, 120) / ((run.media(1, 80, 120) + run.media(2, 80, 120)) / 2);
        String name = run.scenario().name() + ": times the others' rate";
        return result(run, List.of(40.0, 80.0, 120.0), Goal.atLeast(name, times, 1.4), Goal.atMost(name, times, 2.8));
    }

    private static CaseResult randomLoss(long seed) {
        Scenario scenario = Cases.randomLoss();
        Run run = scenario.seed(seed).run();
        return result(
                run,
                List.of(10.0, 60.0),
                Goal.atLeast(scenario.name() + ": arrives, Mb/s", run.media(10, 60) / 1e6, 1.2));
    }

    private static CaseResult narrow(long delayMillis, long seed) {
        Scenario scenario = Cases.narrow(delayMillis);
        Run run = scenario.seed(seed).run();
        double off = 0;
        for (FlowTrace.Point point : run.flows().getFirst().points()) {
            if (point.atNanos() >= 0.5 * NANOS && point.atNanos() < 3 * NANOS) {
                off = Math.max(off, Math.abs(point.targetBps() / 200e3 - 1));
            }
        }
        return result(
                run, List.of(0.5, 5.0), Goal.atMost(scenario.name() + ": target off, 0.5 to 3 s, %", 100 * off, 25));
    }

    private static CaseResult idle(long seed) {
        Scenario scenario = Cases.idle();
        Run run = scenario.seed(seed).run();
        long resumed = (long) (70 * NANOS);
        long back = run.flows().getFirst().media().firstAtLeast(0.9 * 2e6, (long) (0.5 * NANOS), resumed, 2 * resumed);
        double took = back < 0 ? 1e3 : (back - resumed) / NANOS;
        return result(run, List.of(5.0, 10.0, 72.0, 90.0), Goal.atMost(scenario.name() + ": 90 % again, s", took, 2));
    }
}
