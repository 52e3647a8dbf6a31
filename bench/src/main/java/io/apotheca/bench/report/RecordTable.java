// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.recording.RecordPlan;
import io.apotheca.bench.recording.RecordResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints what recording showed, for people. */
public final class RecordTable {
    private static final String ROW = "  %-11s ";

    private RecordTable() {}

    /** All of it; goals beside figures where there are any. */
    public static void print(RecordResult result, List<Goal> goals, PrintWriter out, Ansi ansi) {
        RecordPlan plan = result.plan();
        out.println(ansi.string("@|bold Recording|@"));
        out.printf(
                Locale.ROOT,
                "  %d sessions of 2 with %d kb/s each; measured for %d s%n",
                plan.rooms(),
                plan.videoBps() / 1000,
                plan.seconds());
        RecordResult.Cpu cpu = result.cpu();
        out.printf(
                Locale.ROOT,
                ROW + "recorder %.1f %% of a core; server %.1f %%, %.1f %% unrecorded; %.2f %% a session%n",
                "processor",
                cpu.recorder(),
                cpu.server(),
                cpu.serverBefore(),
                cpu.session());
        memory(result, out);
        RecordResult.Archives archives = result.archives();
        out.printf(
                Locale.ROOT,
                ROW
                        + "%d, %d of them whole; %d parts, %d cut off by a kill, %d broken, %d not noted as they are; %.1f MB%n",
                "archives",
                archives.sessions(),
                archives.whole(),
                archives.parts(),
                archives.unfinished(),
                archives.broken(),
                archives.unnoted(),
                archives.bytes() / 1e6);
        out.printf(
                Locale.ROOT,
                ROW + "%,d frames, %,d missing inside of parts%n",
                "sound",
                archives.frames(),
                archives.missingFrames());
        for (RecordResult.Kill kill : result.kills()) {
            out.printf(
                    Locale.ROOT,
                    ROW
                            + "at %.1f s: %d parts cut off; lost p50 %.0f, max %.0f ms; recording again after p50 %.0f, max %.0f ms%n",
                    "killed",
                    kill.atSeconds(),
                    kill.cut(),
                    kill.lossMillis().middle(),
                    kill.lossMillis().most(),
                    kill.pauseMillis().middle(),
                    kill.pauseMillis().most());
        }
        if (!result.problem().isEmpty()) {
            out.printf(Locale.ROOT, ROW + "%s%n", "problem", result.problem());
        }
        GoalRows.print(goals, out, ansi);
        out.flush();
    }

    private static void memory(RecordResult result, PrintWriter out) {
        List<RecordResult.Kept> kept = result.memory().kept();
        if (kept.isEmpty()) {
            out.printf(Locale.ROOT, ROW + "not told%n", "memory");
            return;
        }
        out.printf(
                Locale.ROOT,
                ROW
                        + "the recorder keeps %.1f MB at the beginning, %.1f MB at the end; the system counts %.0f MB at most%n",
                "memory",
                kept.getFirst().bytes() / 1e6,
                kept.getLast().bytes() / 1e6,
                result.samples().stream()
                                .mapToLong(RecordResult.Sample::recorderBytes)
                                .max()
                                .orElse(0)
                        / 1e6);
    }
}
