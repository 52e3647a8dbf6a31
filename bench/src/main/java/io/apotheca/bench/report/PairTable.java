// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.load.LoadPlan;
import io.apotheca.bench.load.LoadResult;
import io.apotheca.bench.peer.Comparison;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Help.Ansi;

/** Prints a comparison pair by pair. */
public final class PairTable {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final Ansi ansi;

    private PairTable(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** Goals stand below where they are asked for. */
    public static void print(Comparison comparison, boolean withGoals, PrintWriter out, Ansi ansi) {
        PairTable table = new PairTable(out, ansi);
        table.pairs(comparison);
        if (withGoals) {
            table.goals(comparison);
        }
        out.flush();
    }

    private void pairs(Comparison comparison) {
        LoadPlan plan = comparison.pairs().getFirst().ours().plan();
        out.println(ansi.string("@|bold " + (plan.name().isEmpty() ? "Pairs" : "Scenario " + plan.name()) + "|@, "
                + plan.rooms() + " rooms of " + plan.participants() + ", " + plan.publishers() + " of them send"));
        line("pair", "", "packets/s", "CPU-µs/pkt", "p50 ms", "p99 ms", "KB/person", "lost", "");
        int number = 0;
        for (Comparison.Pair pair : comparison.pairs()) {
            number++;
            server(String.valueOf(number), pair.ours());
            server("", pair.theirs());
            line(
                    "",
                    "ratio",
                    "",
                    times(pair.cpuRatio()),
                    times(pair.medianLatencyRatio()),
                    times(pair.latencyRatio()),
                    times(pair.memoryRatio()),
                    "",
                    "");
        }
        line(
                "",
                "median of the ratios",
                "",
                median(comparison, Comparison.Pair::cpuRatio),
                median(comparison, Comparison.Pair::medianLatencyRatio),
                median(comparison, Comparison.Pair::latencyRatio),
                median(comparison, Comparison.Pair::memoryRatio),
                "",
                "");
        if (!comparison.sound()) {
            out.println(ansi.string("  @|bold,red * The bench did not keep up: these figures may be its own.|@"));
        }
    }

    private void server(String pair, LoadResult result) {
        String name = result.server();
        line(
                pair,
                name.length() > WIDTH ? name.substring(0, WIDTH) : name,
                GoalRows.figure(Math.rint(result.flow().outPackets())),
                GoalRows.figure(result.figures().cpuMicrosPerPacket()),
                GoalRows.figure(result.latency().p50Millis()),
                GoalRows.figure(result.latency().p99Millis()),
                GoalRows.figure(result.figures().memoryBytes() / 1e3),
                String.valueOf(result.flow().lost()),
                result.bench().sound() ? "" : " *");
    }

    private static String median(Comparison comparison, ToDoubleFunction<Comparison.Pair> ratio) {
        return times(comparison.median(ratio));
    }

    private static String times(double ratio) {
        return GoalRows.figure(ratio) + " ×";
    }

    private void goals(Comparison comparison) {
        for (Goal goal : comparison.goals()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %-40s ≥ %s  %s  %s",
                    goal.name(),
                    GoalRows.figure(goal.goal()),
                    GoalRows.figure(goal.measured()),
                    ansi.string(goal.met() ? "@|green ✓|@" : "@|bold,red ✗|@")));
        }
    }

    private void line(Object... words) {
        out.println(String.format(Locale.ROOT, "  %-4s %-30s %10s %10s %9s %9s %9s %8s%s", words)
                .stripTrailing());
    }
}
