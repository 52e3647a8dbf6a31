// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.apotheca.bench.jmh.Step;
import io.apotheca.bench.jmh.StepResult;
import io.apotheca.bench.load.LoadResult;
import io.apotheca.bench.peer.Comparison;
import io.apotheca.bench.recording.RecordResult;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a report as JSON. A figure that could not be measured is null. */
public final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(double.class, new FiniteOrNull())
                    .addSerializer(Double.class, new FiniteOrNull()));

    private ReportJson() {}

    /** Writes the file anew. */
    public static void write(BweReport report, Path file) throws IOException {
        Files.write(file, MAPPER.writeValueAsBytes(report));
    }

    /** Writes the file anew. */
    public static void write(LoadReport report, Path file) throws IOException {
        Files.write(file, MAPPER.writeValueAsBytes(report));
    }

    /** Writes the file anew. */
    public static void write(RecordResult result, Path file) throws IOException {
        Files.write(file, MAPPER.writeValueAsBytes(result));
    }

    /** Writes all runs of all pairs; the file anew. */
    public static void write(Comparison comparison, Path file) throws IOException {
        Files.write(
                file,
                MAPPER.writeValueAsBytes(
                        comparison.pairs().stream().map(PairRow::of).toList()));
    }

    /** Writes what steps take and allocate; the file anew. */
    public static void write(List<StepResult> results, Path file) throws IOException {
        Files.write(
                file, MAPPER.writeValueAsBytes(results.stream().map(StepRow::of).toList()));
    }

    /** One pair in JSON. */
    private record PairRow(
            double cpuRatio,
            double medianLatencyRatio,
            double latencyRatio,
            double memoryRatio,
            LoadResult ours,
            LoadResult theirs) {
        static PairRow of(Comparison.Pair pair) {
            return new PairRow(
                    pair.cpuRatio(),
                    pair.medianLatencyRatio(),
                    pair.latencyRatio(),
                    pair.memoryRatio(),
                    pair.ours(),
                    pair.theirs());
        }
    }

    /** One step in JSON. */
    private record StepRow(String step, String title, double nanos, double bytes, double mostBytes, boolean met) {
        static StepRow of(StepResult result) {
            Step step = result.step();
            return new StepRow(
                    step.name(), step.title(), result.nanos(), result.bytes(), step.mostBytes(), result.met());
        }
    }

    /** JSON knows no infinity and no "not a number". */
    private static final class FiniteOrNull extends StdSerializer<Double> {
        @Serial
        private static final long serialVersionUID = 1L;

        FiniteOrNull() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                out.writeNumber(value);
            } else {
                out.writeNull();
            }
        }
    }
}
