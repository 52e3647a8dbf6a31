// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.load.LimitSearch;
import io.apotheca.bench.load.LoadPlan;
import io.apotheca.bench.load.LoadResult;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints what a load showed, for people. */
public final class LoadTable {
    private final PrintWriter out;
    private final Ansi ansi;

    private LoadTable(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** All of it; goals beside figures where they are asked for. */
    public static void print(LoadReport report, boolean withGoals, PrintWriter out, Ansi ansi) {
        LoadTable table = new LoadTable(out, ansi);
        if (!report.steps().isEmpty()) {
            table.steps(report);
        }
        LoadResult result = report.result();
        if (result != null) {
            table.result(result);
        }
        if (withGoals) {
            table.goals(report);
        }
        out.flush();
    }

    private void steps(LoadReport report) {
        line("  %6s %7s %11s %9s %9s %8s %7s", "rooms", "people", "packets/s", "p99 ms", "lost %", "µs/pkt", "cpu %");
        for (LimitSearch.Step step : report.steps()) {
            LoadResult each = step.result();
            line(
                    "  %6d %7d %11.0f %9.2f %9.3f %8.2f %7.0f  %s",
                    each.plan().rooms(),
                    each.plan().people(),
                    each.flow().outPackets(),
                    each.latency().p99Millis(),
                    each.flow().lossPercent(),
                    each.figures().cpuMicrosPerPacket(),
                    each.figures().cpuPercent(),
                    step.good() ? "" : step.broken());
        }
        out.println(report.result() == null ? "No step was good." : "The last good step:");
    }

    private void result(LoadResult result) {
        LoadPlan plan = result.plan();
        out.println(ansi.string("@|bold " + result.server() + title(plan) + "|@"));
        line(
                "  %d rooms of %d, %d of them send; measured for %.0f s after %d s of warm-up",
                plan.rooms(), plan.participants(), plan.publishers(), result.seconds(), plan.warmUpSeconds());
        joins("joining", result.joins());
        if (plan.joinsPerSecond() > 0) {
            joins("churn", result.churn());
        }
        LoadResult.Flow flow = result.flow();
        row("packets/s", "in %,.0f (%.1f Mb/s), forwarded %,.0f (%.1f Mb/s)",
                flow.inPackets(), flow.inBps() / 1e6, flow.outPackets(), flow.outBps() / 1e6);
        row("loss", "%d of %,d lost (%s %%), %d repaired, %d probes, %d key frames asked for",
                flow.lost(), flow.forwarded(), figure(flow.lossPercent()), flow.repaired(), flow.probes(),
                flow.keyframesWanted());
        if (!Double.isNaN(result.delivered())) {
            row("delivered", "%.2f %% of what was published", 100 * result.delivered());
        }
        latency("end to end", result.latency());
        if (plan.publishing().audio() && plan.publishing().video()) {
            latency("  of sound", result.soundLatency());
        }
        latency("transit", result.transit());
        server(result.figures());
        bench(result.bench());
        if (result.problem() != null) {
            row("trouble", "%s", result.problem());
        }
    }

    private static String title(LoadPlan plan) {
        return plan.name().isEmpty() ? "" : ", scenario " + plan.name();
    }

    private void joins(String name, LoadResult.Joins joins) {
        row(name, "%d joined, %d failed, %.1f a second; p50 %s, p90 %s, p99 %s, max %s ms",
                joins.done(), joins.failed(), joins.perSecond(), figure(joins.p50Millis()), figure(joins.p90Millis()),
                figure(joins.p99Millis()), figure(joins.maxMillis()));
    }

    private void latency(String name, LoadResult.Latency latency) {
        if (Double.isNaN(latency.p50Millis())) {
            row(name, "not told");
        } else {
            row(name, "p50 %s, p90 %s, p99 %s, p99.9 %s, max %s ms",
                    figure(latency.p50Millis()), figure(latency.p90Millis()), figure(latency.p99Millis()),
                    figure(latency.p999Millis()), figure(latency.maxMillis()));
        }
    }

    private void server(LoadResult.Server server) {
        row("server", "%s %% of a core, %s CPU-µs a forwarded packet, %s packets a system call",
                figure(server.cpuPercent()), figure(server.cpuMicrosPerPacket()), figure(server.packetsPerCall()));
        row("memory", "%s MB before, %s KB a participant, %s MB more than before when all have left",
                figure(server.startMemoryBytes() / 1e6), figure(server.memoryBytes() / 1e3),
                figure(server.leftMemoryBytes() / 1e6));
        row("runtime", "longest pause %s ms, %s ms in all; media threads allocate %s B a packet, %s KB/s",
                figure(server.pauseMaxMillis()), figure(server.pauseTotalMillis()),
                figure(server.allocatedBytesPerPacket()), figure(server.allocatedBytesPerSecond() / 1e3));
    }

    private void bench(LoadResult.Bench bench) {
        row("bench", "the bench itself was busy %.0f %% of its loops' time and took %.0f %% of a core; 99 of 100 turns"
                        + " below %s ms",
                bench.busyPercent(), bench.cpuPercent(), figure(bench.turnP99Millis()));
        if (!bench.sound()) {
            out.println(ansi.string("  @|bold,red The bench did not keep up: these figures may be its own.|@"));
        }
    }

    private void goals(LoadReport report) {
        line("  %-40s %10s %10s", "", "goal", "measured");
        for (Goal goal : report.goals()) {
            line("  %-40s %10s %10s  %s",
                    goal.name(),
                    (goal.atLeast() ? "≥ " : "≤ ") + figure(goal.goal()),
                    figure(goal.measured()),
                    ansi.string(goal.met() ? "@|green ✓|@" : "@|bold,red ✗|@"));
        }
        line("%d of %d goals are met.",
                report.goals().stream().filter(Goal::met).count(), report.goals().size());
    }

    private void row(String name, String format, Object... values) {
        line("  %-11s " + format, prepend(name, values));
    }

    private static Object[] prepend(String name, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
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
