// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.recording.RecordResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** Draws a recording as a PNG: processor time and memory, second by second. */
public final class RecordPicture {
    private RecordPicture() {}

    /** Writes the picture into this folder and returns its file. */
    public static Path write(RecordResult result, Path folder) throws IOException {
        Path file = folder.resolve("record.png");
        XYChart cpu = StackedCharts.chart("% of a core");
        add(result, cpu, "recorder", 0, RecordResult.Sample::recorderPercent);
        add(result, cpu, "server", 1, RecordResult.Sample::serverPercent);
        XYChart memory = StackedCharts.chart("MB");
        add(result, memory, "recorder, as the system counts", 0, sample -> sample.recorderBytes() / 1e6);
        List<RecordResult.Kept> kept = result.memory().kept();
        if (!kept.isEmpty()) {
            StackedCharts.add(
                    memory,
                    "recorder, garbage aside",
                    2,
                    kept.stream().mapToDouble(RecordResult.Kept::atSeconds).toArray(),
                    kept.stream().mapToDouble(each -> each.bytes() / 1e6).toArray());
        }
        StackedCharts.write(List.of(cpu, memory), file);
        return file;
    }

    private static void add(
            RecordResult result, XYChart chart, String name, int colour, ToDoubleFunction<RecordResult.Sample> figure) {
        StackedCharts.add(
                chart,
                name,
                colour,
                result.samples().stream()
                        .mapToDouble(RecordResult.Sample::atSeconds)
                        .toArray(),
                result.samples().stream().mapToDouble(figure).toArray());
    }
}
