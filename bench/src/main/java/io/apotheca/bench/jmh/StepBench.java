// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures a step in a Java runtime of its own. */
public final class StepBench {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final int iterations;
    private final TimeValue time;

    private StepBench(int iterations, TimeValue time) {
        this.iterations = iterations;
        this.time = time;
    }

    /** Some eight seconds a step. */
    public static StepBench thorough() {
        return new StepBench(4, TimeValue.seconds(1));
    }

    /** A second or two a step: allocation is told as well, times only roughly. */
    public static StepBench quick() {
        return new StepBench(3, TimeValue.milliseconds(200));
    }

    /** Runs the step; throws {@link IllegalStateException} when its Java runtime cannot. */
    public StepResult run(Step step) {
        // A second bench at the same time spoils the figures, but is no reason to refuse.
        System.setProperty("jmh.ignoreLock", "true");
        Options options = new OptionsBuilder()
                .include(StepBenchmark.class.getName() + ".packet")
                .param("step", step.name())
                .forks(1)
                .warmupIterations(iterations)
                .warmupTime(time)
                .measurementIterations(iterations)
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        try {
            RunResult result = new Runner(options).runSingle();
            double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED)
                    .getScore();
            return new StepResult(step, result.getPrimaryResult().getScore(), bytes);
        } catch (RunnerException e) {
            throw new IllegalStateException("the step " + step + " cannot be measured", e);
        }
    }
}
