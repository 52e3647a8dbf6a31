// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH runs, in a Java runtime of its own for each step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StepBenchmark {
    @Param("PARSE")
    public Step step = Step.PARSE;

    private Runnable run = () -> {};

    @Setup
    public void begin() {
        run = step.begin();
    }

    /** Steps keep their results in their fields, so none of their work is for nothing. */
    @Benchmark
    public void packet() {
        run.run();
    }
}
