// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.client.LoopClients;
import io.apotheca.bench.load.Apotheca;
import io.apotheca.bench.load.LimitSearch;
import io.apotheca.bench.load.LoadListener;
import io.apotheca.bench.load.LoadPlan;
import io.apotheca.bench.load.LoadResult;
import io.apotheca.bench.load.LoadRun;
import io.apotheca.bench.load.Sfu;
import io.apotheca.bench.peer.Comparison;
import io.apotheca.bench.report.LoadPicture;
import io.apotheca.bench.report.LoadReport;
import io.apotheca.bench.report.LoadTable;
import io.apotheca.bench.report.PairTable;
import io.apotheca.bench.report.ReportJson;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.signaling.ExitCode;
import io.apotheca.signaling.Progress;
import io.apotheca.signaling.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts a server under load by simulated participants that are full clients, and tells what it does. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Puts a server under load by simulated participants: a server of this build, or one elsewhere.")
final class LoadCommand implements Callable<Integer> {
    @Mixin
    private LoadOptions options = new LoadOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private PeerOptions peer = new PeerOptions();

    @Option(names = "--find-limit", description = "Raise the number of rooms until latency or loss breaks.")
    private boolean findLimit;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures, second by second, as JSON.")
    private @Nullable Path json;

    @Option(names = "--plots", paramLabel = "DIR", description = "Draw packets, latency and processor time over time.")
    private @Nullable Path plots;

    @Option(names = "--check", description = "Print the goal beside each figure, and exit with 1 if one is missed.")
    private boolean check;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        LoadPlan plan = options.plan(spec.commandLine());
        try {
            prepare();
            Optional<Comparison.Starter> theirs = peer.starter(spec.commandLine());
            boolean met = theirs.isPresent() ? compare(plan, theirs.get()) : alone(plan);
            return check && !met ? ExitCode.CHECK.value() : 0;
        } catch (IOException e) {
            throw new StartException(ExitCode.MEDIA, "The load came to nothing: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException(ExitCode.INTERNAL, "The run was interrupted.");
        }
    }

    /** What cannot be written is said before the work, not after it. */
    private void prepare() throws StartException {
        try {
            if (plots != null) {
                Files.createDirectories(plots);
            }
            if (json != null) {
                Files.write(json, new byte[0]);
            }
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.STORAGE,
                    "Cannot write " + e.getMessage() + ": name another place, or change its permissions.");
        }
    }

    /** Whether all goals are met. */
    private boolean alone(LoadPlan plan) throws IOException, InterruptedException, StartException {
        LoadReport report = run(plan);
        LoadTable.print(report, check, spec.commandLine().getOut(), Ansi.AUTO);
        write(report);
        return report.allMet();
    }

    /** By turns with a peer; whether all goals are met. */
    private boolean compare(LoadPlan plan, Comparison.Starter theirs) throws IOException, InterruptedException {
        if (findLimit || target.elsewhere() || plots != null) {
            throw new ParameterException(spec.commandLine(), "--peer goes without --target, --find-limit and --plots.");
        }
        Comparison.Setup setup =
                new Comparison.Setup(Apotheca::start, theirs, plan, target.threads(), target.joinsAtOnce());
        int steps = 2 * peer.pairs() * LoadRun.steps(plan);
        Comparison comparison;
        try (Progress progress = Progress.of("Load", steps, spec.commandLine().getErr())) {
            comparison = Comparison.run(setup, peer.pairs(), new Watcher(progress));
        }
        PairTable.print(comparison, check, spec.commandLine().getOut(), Ansi.AUTO);
        if (json != null) {
            ReportJson.write(comparison, json);
        }
        return comparison.sound() && comparison.goals().stream().allMatch(Goal::met);
    }

    private LoadReport run(LoadPlan plan) throws IOException, InterruptedException, StartException {
        Progress progress =
                Progress.of("Load", LoadRun.steps(plan), spec.commandLine().getErr());
        try (progress;
                Sfu sfu = target.open(spec.commandLine());
                LoopClients clients = LoopClients.start(target.threads(), SrtpSuite.fastest(), plan.seed())) {
            LoadListener listener = new Watcher(progress);
            return findLimit
                    ? LoadReport.of(new LimitSearch(sfu, clients, target.joinsAtOnce(), listener).run(plan))
                    : LoadReport.of(new LoadRun(sfu, clients, plan, target.joinsAtOnce(), listener).run());
        }
    }

    private void write(LoadReport report) throws IOException {
        if (json != null) {
            ReportJson.write(report, json);
        }
        if (plots != null && report.result() != null) {
            Path file = LoadPicture.write(report.result(), plots);
            spec.commandLine().getOut().println("The picture is " + file + ".");
        }
    }

    /** Tells people how far it is. */
    private record Watcher(Progress progress) implements LoadListener {
        @Override
        public void begins(String what) {
            progress.tell(what);
        }

        @Override
        public void step() {
            progress.done();
        }

        @Override
        public void sample(LoadResult.Sample sample) {
            progress.tell(String.format(
                    Locale.ROOT,
                    "%3.0f s  %d present, %d joined  in %,d, out %,d packets/s  p99 %.2f ms  %d lost  server %.0f %%  bench %.0f"
                            + " %%",
                    sample.atSeconds(),
                    sample.present(),
                    sample.joined(),
                    sample.inPackets(),
                    sample.outPackets(),
                    sample.p99Millis(),
                    sample.lost(),
                    sample.serverCpuPercent(),
                    sample.benchBusyPercent()));
        }
    }
}
