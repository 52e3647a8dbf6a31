// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.bwe.BweBench;
import io.apotheca.bench.bwe.BweCase;
import io.apotheca.bench.bwe.CaseResult;
import io.apotheca.bench.bwe.Grid;
import io.apotheca.bench.report.BweReport;
import io.apotheca.bench.report.GoalTable;
import io.apotheca.bench.report.Picture;
import io.apotheca.bench.report.ReportJson;
import io.apotheca.signaling.ExitCode;
import io.apotheca.signaling.Progress;
import io.apotheca.signaling.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges bandwidth estimation: a table of goals and figures, and on request JSON and pictures. */
@Command(
        name = "bwe",
        mixinStandardHelpOptions = true,
        description = "Judges bandwidth estimation by the cases of RFC 8867 and RFC 8868, in virtual time.")
final class BweCommand implements Callable<Integer> {
    private static final String GRID = "RFC 8868 grid";

    private final List<BweCase> cases;
    private final LongFunction<List<Grid.Cell>> grid;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write all figures, and what was seen over time, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description = "Draw a picture of each case: rates, queue and loss over time.")
    private @Nullable Path plots;

    @Option(names = "--check", description = "Exit with 1 if a goal is missed.")
    private boolean check;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Only cases whose name holds this, such as 5.1; may be repeated.")
    private List<String> wanted = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Varies what is random (default: 1).")
    private long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    BweCommand() {
        this(BweBench.cases(), Grid::run);
    }

    BweCommand(List<BweCase> cases, LongFunction<List<Grid.Cell>> grid) {
        this.cases = cases;
        this.grid = grid;
    }

    @Override
    public Integer call() throws StartException {
        List<BweCase> chosen = chosen();
        try {
            prepare();
        } catch (IOException e) {
            throw unwritable(e);
        }
        BweReport report = run(chosen);
        GoalTable.print(report, spec.commandLine().getOut(), Ansi.AUTO);
        try {
            write(report);
        } catch (IOException e) {
            throw unwritable(e);
        }
        return check && !report.allMet() ? ExitCode.CHECK.value() : 0;
    }

    private List<BweCase> chosen() {
        List<BweCase> chosen =
                cases.stream().filter(each -> chosen(each.name())).toList();
        if (chosen.isEmpty() && !chosen(GRID)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No scenario is named so. There are: "
                            + cases.stream().map(BweCase::name).collect(Collectors.joining("; ")) + "; " + GRID + ".");
        }
        return chosen;
    }

    private boolean chosen(String name) {
        return wanted.isEmpty() || wanted.stream().anyMatch(part -> holds(name, part));
    }

    private static boolean holds(String name, String part) {
        return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** What cannot be written is said before the work, not after it. */
    private void prepare() throws IOException {
        if (plots != null) {
            Files.createDirectories(plots);
        }
        if (json != null) {
            Files.write(json, new byte[0]);
        }
    }

    private BweReport run(List<BweCase> chosen) {
        List<CaseResult> results = new ArrayList<>();
        List<Grid.Cell> cells = List.of();
        boolean withGrid = chosen(GRID);
        int steps = chosen.size() + (withGrid ? 1 : 0);
        try (Progress progress =
                Progress.of("Simulating", steps, spec.commandLine().getErr())) {
            for (BweCase each : chosen) {
                progress.begin(each.name());
                results.add(each.run(seed));
                progress.done();
            }
            if (withGrid) {
                progress.begin(GRID);
                cells = grid.apply(seed);
                progress.done();
            }
        }
        return BweReport.of(seed, results, cells);
    }

    private void write(BweReport report) throws IOException, StartException {
        if (json != null) {
            ReportJson.write(report, json);
        }
        if (plots != null) {
            for (BweReport.Case each : report.cases()) {
                Picture.write(each, plots);
            }
            spec.commandLine().getOut().println(report.cases().size() + " pictures are in " + plots + ".");
        }
    }

    private static StartException unwritable(IOException e) {
        return new StartException(
                ExitCode.STORAGE,
                "Cannot write " + e.getMessage() + ": name another place, or change its permissions.");
    }
}
