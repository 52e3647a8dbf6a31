// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.List;

/** One case: what was seen phase by phase, the figures that are judged, and the run itself for plots. */
public record CaseResult(String name, List<Phase> phases, List<Goal> goals, Run run) {
    public CaseResult {
        phases = List.copyOf(phases);
        goals = List.copyOf(goals);
    }
}
