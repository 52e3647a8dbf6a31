// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.client.LoopClients;
import io.apotheca.bench.recording.RecordGoals;
import io.apotheca.bench.recording.RecordListener;
import io.apotheca.bench.recording.RecordPlan;
import io.apotheca.bench.recording.RecordResult;
import io.apotheca.bench.recording.RecordRun;
import io.apotheca.bench.report.RecordPicture;
import io.apotheca.bench.report.RecordTable;
import io.apotheca.bench.report.ReportJson;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.signaling.ExitCode;
import io.apotheca.signaling.Progress;
import io.apotheca.signaling.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has many sessions recorded at once, and tells what that takes and what a killed recorder loses. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description =
                "Records many sessions of two at once: what that takes of the processor and of memory, and what is"
                        + " lost when the recorder is killed.")
final class RecordCommand implements Callable<Integer> {
    private static final long SECOND = 1_000_000_000;

    @Option(names = "--rooms", paramLabel = "R", defaultValue = "50", description = "Sessions of two (default: 50).")
    private int rooms;

    @Option(
            names = "--video",
            paramLabel = "RATE",
            converter = Units.Rate.class,
            defaultValue = "1M",
            description = "Each person's picture, beside its voice (default: 1M).")
    private long video;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = Units.Time.class,
            defaultValue = "40s",
            description = "Before each measurement; the Java runtime compiles meanwhile (default: 40s).")
    private long warmUp;

    @Option(
            names = "--unrecorded",
            paramLabel = "TIME",
            converter = Units.Time.class,
            defaultValue = "20s",
            description = "The server is measured for so long before anything is recorded (default: 20s).")
    private long unrecorded;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Units.Time.class,
            defaultValue = "60s",
            description = "Recording is measured for so long; from 600s on, what memory does is judged, too (default:"
                    + " 60s).")
    private long duration;

    @Option(
            names = "--one-process",
            description =
                    "The recorder is in the server's process, which is what is killed then; everybody comes back.")
    private boolean oneProcess;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "3",
            description = "The recorder is killed so many times afterwards (default: 3).")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Varies what is random (default: 1).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the bench that move media (default: one for each two processors).")
    private @Nullable Integer threads;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "A folder that archives are written below, and deleted from afterwards (default: the system's"
                    + " for temporary files). Fifty sessions of two at 1M take some 14 MB a second.")
    private @Nullable Path parent;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures, second by second, as JSON.")
    private @Nullable Path json;

    @Option(names = "--plots", paramLabel = "DIR", description = "Draw processor time and memory over time.")
    private @Nullable Path plots;

    @Option(names = "--check", description = "Print the goal beside each figure, and exit with 1 if one is missed.")
    private boolean check;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        RecordPlan plan = plan();
        Path folder = prepare();
        try {
            RecordResult result = run(plan, folder);
            List<Goal> goals = RecordGoals.of(result);
            RecordTable.print(
                    result, check ? goals : List.of(), spec.commandLine().getOut(), Ansi.AUTO);
            if (json != null) {
                ReportJson.write(result, json);
            }
            if (plots != null) {
                spec.commandLine().getOut().println("The picture is " + RecordPicture.write(result, plots) + ".");
            }
            return check && !goals.stream().allMatch(Goal::met) ? ExitCode.CHECK.value() : 0;
        } catch (IOException e) {
            throw new StartException(ExitCode.MEDIA, "The recording came to nothing: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException(ExitCode.INTERNAL, "The run was interrupted.");
        } finally {
            delete(folder);
        }
    }

    private RecordPlan plan() {
        try {
            return new RecordPlan(
                    rooms, video, seconds(warmUp), seconds(unrecorded), seconds(duration), oneProcess, kills, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rooms, --unrecorded and --duration are one or more, --kills not negative.",
                    e);
        }
    }

    private static int seconds(long nanos) {
        return Math.toIntExact(nanos / SECOND);
    }

    /** What cannot be written is said before the work, not after it. */
    private Path prepare() throws StartException {
        try {
            if (plots != null) {
                Files.createDirectories(plots);
            }
            if (json != null) {
                Files.write(json, new byte[0]);
            }
            return parent == null
                    ? Files.createTempDirectory("apotheca-record")
                    : Files.createTempDirectory(Files.createDirectories(parent), "apotheca-record");
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.STORAGE,
                    "Cannot write " + e.getMessage() + ": name another place, or change its permissions.");
        }
    }

    private RecordResult run(RecordPlan plan, Path folder) throws IOException, InterruptedException {
        int loops = threads == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : threads;
        Progress progress =
                Progress.of("Record", RecordRun.steps(plan), spec.commandLine().getErr());
        try (progress;
                LoopClients clients = LoopClients.start(loops, SrtpSuite.fastest(), plan.seed())) {
            return RecordRun.run(plan, folder, clients, new Watcher(progress));
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // Whoever named the folder finds what is left in it.
        }
    }

    /** Tells people how far it is. */
    private record Watcher(Progress progress) implements RecordListener {
        @Override
        public void begins(String what) {
            progress.tell(what);
        }

        @Override
        public void step() {
            progress.done();
        }

        @Override
        public void sample(RecordResult.Sample sample) {
            progress.tell(String.format(
                    Locale.ROOT,
                    "%4.0f s  recorder %.0f %%, %.0f MB  server %.0f %%",
                    sample.atSeconds(),
                    sample.recorderPercent(),
                    sample.recorderBytes() / 1e6,
                    sample.serverPercent()));
        }
    }
}
