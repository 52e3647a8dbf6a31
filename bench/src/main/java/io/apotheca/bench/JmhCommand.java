// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.jmh.Step;
import io.apotheca.bench.jmh.StepBench;
import io.apotheca.bench.jmh.StepResult;
import io.apotheca.bench.report.ReportJson;
import io.apotheca.bench.report.StepTable;
import io.apotheca.signaling.ExitCode;
import io.apotheca.signaling.Progress;
import io.apotheca.signaling.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures each step of a packet's path: a table of times and allocation, and on request JSON. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "Measures what each step of a packet's path takes and allocates, by JMH.")
final class JmhCommand implements Callable<Integer> {
    private final @Nullable Function<Step, StepResult> bench;

    @Option(
            names = "--step",
            paramLabel = "NAME",
            description = "Only steps whose name or title holds this, such as vp8; may be repeated.")
    private List<String> wanted = List.of();

    @Option(names = "--quick", description = "A second a step: allocation is told as well, times only roughly.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures as JSON.")
    private @Nullable Path json;

    @Option(names = "--check", description = "Exit with 1 if a step allocates more than it may.")
    private boolean check;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    JmhCommand() {
        this.bench = null;
    }

    JmhCommand(Function<Step, StepResult> bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws StartException {
        List<Step> chosen = chosen();
        try {
            if (json != null) {
                Files.write(json, new byte[0]); // what cannot be written is said before the work
            }
            List<StepResult> results = run(chosen);
            StepTable.print(results, spec.commandLine().getOut(), Ansi.AUTO);
            if (json != null) {
                ReportJson.write(results, json);
            }
            return check && !results.stream().allMatch(StepResult::met) ? ExitCode.CHECK.value() : 0;
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.STORAGE,
                    "Cannot write " + e.getMessage() + ": name another place, or change its permissions.");
        }
    }

    private List<Step> chosen() {
        List<Step> chosen = Arrays.stream(Step.values()).filter(this::chosen).toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No step is named so. There are: "
                            + Arrays.stream(Step.values())
                                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return chosen;
    }

    private boolean chosen(Step step) {
        String names = (step.name() + ' ' + step.title()).toLowerCase(Locale.ROOT);
        return wanted.isEmpty() || wanted.stream().anyMatch(part -> names.contains(part.toLowerCase(Locale.ROOT)));
    }

    private List<StepResult> run(List<Step> chosen) {
        Function<Step, StepResult> measure =
                bench != null ? bench : (quick ? StepBench.quick() : StepBench.thorough())::run;
        List<StepResult> results = new ArrayList<>();
        try (Progress progress =
                Progress.of("Measuring", chosen.size(), spec.commandLine().getErr())) {
            for (Step step : chosen) {
                progress.begin(step.title());
                results.add(measure.apply(step));
                progress.done();
            }
        }
        return results;
    }
}
