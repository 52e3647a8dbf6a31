// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints each goal beside what was measured, case by case. */
public final class GoalTable {
    private static final int LEAST_WIDTH = 24;

    private GoalTable() {}

    public static void print(BweReport report, PrintWriter out, Ansi ansi) {
        int width = LEAST_WIDTH;
        for (BweReport.Case each : report.cases()) {
            for (BweReport.Judged goal : each.goals()) {
                width = Math.max(width, label(each, goal).length());
            }
        }
        out.printf(Locale.ROOT, "  %-" + width + "s  %10s  %9s%n", "", "goal", "measured");
        for (BweReport.Case each : report.cases()) {
            out.println(ansi.string("@|bold " + each.name() + "|@"));
            for (BweReport.Judged goal : each.goals()) {
                out.printf(
                        Locale.ROOT,
                        "  %-" + width + "s  %10s  %9s  %s%n",
                        label(each, goal),
                        (goal.bound().equals("at least") ? "≥ " : "≤ ") + figure(goal.goal()),
                        figure(goal.measured()),
                        ansi.string(goal.met() ? "@|green ✓|@" : "@|bold,red ✗|@"));
            }
        }
        GridTable.print(report.grid(), out, ansi);
        out.println();
        out.println(report.met() + " of " + report.goals() + " goals are met.");
        List<BweReport.Judged> missed = report.cases().stream()
                .flatMap(each -> each.goals().stream())
                .filter(goal -> !goal.met())
                .toList();
        if (!missed.isEmpty()) {
            out.println("Missed:");
            missed.forEach(goal -> out.println("  " + goal.name()));
        }
        out.flush();
    }

    /** The goal's name without the case's, which stands above it. */
    private static String label(BweReport.Case of, BweReport.Judged goal) {
        return goal.name().startsWith(of.name())
                ? goal.name().substring(of.name().length()).replaceFirst("^[:,]? ", "")
                : goal.name();
    }

    private static String figure(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }
}
