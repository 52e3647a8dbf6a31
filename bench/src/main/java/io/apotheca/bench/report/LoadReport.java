// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.load.LimitSearch;
import io.apotheca.bench.load.LoadGoals;
import io.apotheca.bench.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All figures of a run of the load bench; the JSON has its form.
 *
 * @param result of the one run, or of the last good step; null where no step was good
 * @param goals of it
 * @param steps loads that were tried to find the limit; empty where it was not looked for
 */
public record LoadReport(@Nullable LoadResult result, List<Goal> goals, List<LimitSearch.Step> steps) {
    public static LoadReport of(LoadResult result) {
        return new LoadReport(result, LoadGoals.of(result), List.of());
    }

    public static LoadReport of(List<LimitSearch.Step> steps) {
        LoadResult best = LimitSearch.lastGood(steps);
        List<Goal> goals = new ArrayList<>();
        if (best != null) {
            goals.addAll(LoadGoals.of(best));
            goals.addAll(LoadGoals.atLimit(best));
        }
        return new LoadReport(best, List.copyOf(goals), steps);
    }

    /** Whether something was measured, soundly, and meets all goals. */
    public boolean allMet() {
        return result != null && result.bench().sound() && goals.stream().allMatch(Goal::met);
    }
}
