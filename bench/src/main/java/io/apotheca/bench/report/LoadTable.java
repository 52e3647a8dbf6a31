// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.load.LimitSearch;
import io.apotheca.bench.load.LoadPlan;
import io.apotheca.bench.load.LoadResult;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/** Prints what a load showed, for people. */
public final class LoadTable {
    private static final String ROW = "  %-11s ";
    private static final double ALL_PERCENT = 90;

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
            GoalRows.print(report.goals(), out, ansi);
        }
        out.flush();
    }

    private void steps(LoadReport report) {
        out.printf(
                Locale.ROOT,
                "  %6s %7s %11s %9s %9s %8s %7s%n",
                "rooms",
                "people",
                "packets/s",
                "p99 ms",
                "lost %",
                "µs/pkt",
                "cpu %");
        for (LimitSearch.Step step : report.steps()) {
            LoadResult each = step.result();
            out.printf(
                    Locale.ROOT,
                    "  %6d %7d %11.0f %9.2f %9.3f %8.2f %7.0f  %s%n",
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
        out.printf(
                Locale.ROOT,
                "  %d rooms of %d, %d of them send; measured for %.0f s after %d s of warm-up%n",
                plan.rooms(),
                plan.participants(),
                plan.publishers(),
                result.seconds(),
                plan.warmUpSeconds());
        joins("joining", result.joins());
        if (plan.joinsPerSecond() > 0) {
            joins("churn", result.churn());
            out.printf(
                    Locale.ROOT,
                    ROW + "%s CPU-ms of the server, %s of the bench, all that they did counted; %d to %d a second%n",
                    "a join",
                    GoalRows.figure(result.serverMillisPerJoin()),
                    GoalRows.figure(result.benchMillisPerJoin()),
                    seconds(result).min().orElse(0),
                    seconds(result).max().orElse(0));
        }
        LoadResult.Flow flow = result.flow();
        out.printf(
                Locale.ROOT,
                ROW + "in %,.0f (%.1f Mb/s), forwarded %,.0f (%.1f Mb/s)%n",
                "packets/s",
                flow.inPackets(),
                flow.inBps() / 1e6,
                flow.outPackets(),
                flow.outBps() / 1e6);
        out.printf(
                Locale.ROOT,
                ROW + "%d of %,d lost (%s %%), %d repaired, %d probes, %d key frames asked for%n",
                "loss",
                flow.lost(),
                flow.forwarded(),
                GoalRows.figure(flow.lossPercent()),
                flow.repaired(),
                flow.probes(),
                flow.keyframesWanted());
        if (!Double.isNaN(result.delivered())) {
            out.printf(Locale.ROOT, ROW + "%.2f %% of what was published%n", "delivered", 100 * result.delivered());
        }
        latency("end to end", result.latency());
        if (plan.publishing().audio() && plan.publishing().video()) {
            latency("  of sound", result.soundLatency());
        }
        latency("transit", result.transit());
        server(result.figures());
        bench(result.bench());
        if (result.problem() != null) {
            out.printf(Locale.ROOT, ROW + "%s%n", "trouble", result.problem());
        }
    }

    private static String title(LoadPlan plan) {
        return plan.name().isEmpty() ? "" : ", scenario " + plan.name();
    }

    private void joins(String name, LoadResult.Joins joins) {
        out.printf(
                Locale.ROOT,
                ROW + "%d joined, %d failed, %.1f a second; p50 %s, p90 %s, p99 %s, max %s ms%n",
                name,
                joins.done(),
                joins.failed(),
                joins.perSecond(),
                GoalRows.figure(joins.p50Millis()),
                GoalRows.figure(joins.p90Millis()),
                GoalRows.figure(joins.p99Millis()),
                GoalRows.figure(joins.maxMillis()));
    }

    private static IntStream seconds(LoadResult result) {
        return result.samples().stream().mapToInt(LoadResult.Sample::joined);
    }

    private void latency(String name, LoadResult.Latency latency) {
        if (Double.isNaN(latency.p50Millis())) {
            out.printf(Locale.ROOT, ROW + "not told%n", name);
        } else {
            out.printf(
                    Locale.ROOT,
                    ROW + "p50 %s, p90 %s, p99 %s, p99.9 %s, max %s ms%n",
                    name,
                    GoalRows.figure(latency.p50Millis()),
                    GoalRows.figure(latency.p90Millis()),
                    GoalRows.figure(latency.p99Millis()),
                    GoalRows.figure(latency.p999Millis()),
                    GoalRows.figure(latency.maxMillis()));
        }
    }

    private void server(LoadResult.Server server) {
        out.printf(
                Locale.ROOT,
                ROW + "%s %% of a core, %s CPU-µs a forwarded packet, %s packets a system call%n",
                "server",
                GoalRows.figure(server.cpuPercent()),
                GoalRows.figure(server.cpuMicrosPerPacket()),
                GoalRows.figure(server.packetsPerCall()));
        out.printf(
                Locale.ROOT,
                ROW + "%s MB before, %s KB a participant, %s MB more than before when all have left%n",
                "memory",
                GoalRows.figure(server.startMemoryBytes() / 1e6),
                GoalRows.figure(server.memoryBytes() / 1e3),
                GoalRows.figure(server.leftMemoryBytes() / 1e6));
        out.printf(
                Locale.ROOT,
                ROW + "longest pause %s ms, %s ms in all; media threads allocate %s B a packet, %s KB/s%n",
                "runtime",
                GoalRows.figure(server.pauseMaxMillis()),
                GoalRows.figure(server.pauseTotalMillis()),
                GoalRows.figure(server.allocatedBytesPerPacket()),
                GoalRows.figure(server.allocatedBytesPerSecond() / 1e3));
    }

    private void bench(LoadResult.Bench bench) {
        out.printf(
                Locale.ROOT,
                ROW + "the bench itself was busy %.0f %% of its loops' time and took %.0f %% of a core; 99 of 100 turns"
                        + " below %s ms%n",
                "bench",
                bench.busyPercent(),
                bench.cpuPercent(),
                GoalRows.figure(bench.turnP99Millis()));
        if (bench.machinePercent() > ALL_PERCENT) {
            out.printf(
                    Locale.ROOT,
                    ROW + "%.0f %% of all processors here were taken: a server with a machine to itself does more%n",
                    "machine",
                    bench.machinePercent());
        }
        if (!bench.sound()) {
            out.println(ansi.string("  @|bold,red The bench did not keep up: these figures may be its own.|@"));
        }
    }
}
