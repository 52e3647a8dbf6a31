// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.bwe.Goal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints goals beside what was measured, a line each; nothing where there are none. */
final class GoalRows {
    private GoalRows() {}

    static void print(List<Goal> goals, PrintWriter out, Ansi ansi) {
        if (goals.isEmpty()) {
            return;
        }
        out.printf(Locale.ROOT, "  %-40s %10s %10s%n", "", "goal", "measured");
        for (Goal goal : goals) {
            out.printf(
                    Locale.ROOT,
                    "  %-40s %10s %10s  %s%n",
                    goal.name(),
                    (goal.atLeast() ? "≥ " : "≤ ") + figure(goal.goal()),
                    figure(goal.measured()),
                    ansi.string(goal.met() ? "@|green ✓|@" : "@|bold,red ✗|@"));
        }
        out.printf(
                Locale.ROOT,
                "%d of %d goals are met.%n",
                goals.stream().filter(Goal::met).count(),
                goals.size());
    }

    /** As many digits as tell something. */
    static String figure(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            return "–";
        }
        if (value == Math.rint(value) || size >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }
}
