// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import io.apotheca.bench.bwe.Goal;
import java.util.ArrayList;
import java.util.List;

/** What recording should take, and what it may lose. What was not told is missed. */
public final class RecordGoals {
    private static final double SESSION_PERCENT = 2;
    private static final double LOSS_MILLIS = 1000;
    private static final double GROWTH_PERCENT = 5;

    private RecordGoals() {}

    public static List<Goal> of(RecordResult result) {
        List<Goal> goals = new ArrayList<>();
        RecordResult.Archives archives = result.archives();
        goals.add(Goal.atMost(
                "a session's processor time, % of a core", result.cpu().session(), SESSION_PERCENT));
        goals.add(Goal.atMost("archives that are not whole", result.plan().rooms() - (double) archives.whole(), 0));
        goals.add(Goal.atMost("parts that do not verify", archives.broken(), 0));
        goals.add(Goal.atMost("parts whose end is not noted as it is", archives.unnoted(), 0));
        goals.add(Goal.atMost("frames of sound missing inside of parts", (double) archives.missingFrames(), 0));
        if (!result.kills().isEmpty()) {
            double most = result.kills().stream()
                    .mapToDouble(kill -> kill.lossMillis().most())
                    .max()
                    .orElse(Double.NaN);
            goals.add(Goal.atMost("lost by a kill at most, ms", most, LOSS_MILLIS));
        }
        if (result.plan().seconds() >= RecordRun.LONG_SECONDS) {
            goals.add(Goal.atMost(
                    "memory that came to be kept, %", result.memory().growthPercent(), GROWTH_PERCENT));
        }
        return goals;
    }
}
