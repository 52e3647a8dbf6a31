// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.bwe.CaseResult;
import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.bwe.Grid;
import io.apotheca.bench.bwe.Phase;
import java.util.List;

/**
 * All figures of a run of the bandwidth estimation bench; the JSON has its form.
 *
 * @param goals how many were judged
 * @param met how many of them are met
 * @param grid RFC 8868's places of delay, loss and queue, which have no goals; empty where it was not run
 */
public record BweReport(long seed, int goals, int met, List<Case> cases, List<Grid.Cell> grid) {
    /** One case; its goals' names begin with the case's. */
    public record Case(String name, List<Judged> goals, List<Phase> phases, Series series) {}

    /**
     * One goal.
     *
     * @param bound "at least" or "at most"
     */
    public record Judged(String name, double measured, String bound, double goal, boolean met) {
        private static Judged of(Goal goal) {
            return new Judged(
                    goal.name(), goal.measured(), goal.atLeast() ? "at least" : "at most", goal.goal(), goal.met());
        }
    }

    public static BweReport of(long seed, List<CaseResult> results, List<Grid.Cell> grid) {
        List<Case> cases = results.stream()
                .map(result -> new Case(
                        result.name(),
                        result.goals().stream().map(Judged::of).toList(),
                        result.phases(),
                        Series.of(result.run())))
                .toList();
        List<Judged> goals =
                cases.stream().flatMap(each -> each.goals().stream()).toList();
        return new BweReport(
                seed, goals.size(), (int) goals.stream().filter(Judged::met).count(), cases, grid);
    }

    public boolean allMet() {
        return met == goals;
    }
}
