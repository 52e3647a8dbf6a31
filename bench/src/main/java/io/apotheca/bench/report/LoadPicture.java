// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.load.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** Draws a run as a PNG: packets, latency and processor time, second by second. */
public final class LoadPicture {
    private final List<LoadResult.Sample> samples;

    private LoadPicture(List<LoadResult.Sample> samples) {
        this.samples = samples;
    }

    /** Writes the picture into this folder and returns its file. */
    public static Path write(LoadResult result, Path folder) throws IOException {
        String name = result.plan().name().isEmpty()
                ? "load"
                : "load-" + result.plan().name();
        Path file = folder.resolve(name + ".png");
        StackedCharts.write(new LoadPicture(result.samples()).charts(), file);
        return file;
    }

    private List<XYChart> charts() {
        XYChart packets = StackedCharts.chart("packets a second");
        add(packets, "to the server", 0, LoadResult.Sample::inPackets);
        add(packets, "forwarded", 1, LoadResult.Sample::outPackets);
        XYChart latency = StackedCharts.chart("end to end, ms");
        add(latency, "p50", 0, LoadResult.Sample::p50Millis);
        add(latency, "p99", 1, LoadResult.Sample::p99Millis);
        XYChart cpu = StackedCharts.chart("% of a core");
        add(cpu, "server", 0, LoadResult.Sample::serverCpuPercent);
        add(cpu, "the bench's loops", 2, LoadResult.Sample::benchBusyPercent);
        return List.of(packets, latency, cpu);
    }

    private void add(XYChart chart, String name, int colour, ToDoubleFunction<LoadResult.Sample> figure) {
        StackedCharts.add(
                chart,
                name,
                colour,
                samples.stream().mapToDouble(LoadResult.Sample::atSeconds).toArray(),
                samples.stream().mapToDouble(figure).toArray());
    }
}
