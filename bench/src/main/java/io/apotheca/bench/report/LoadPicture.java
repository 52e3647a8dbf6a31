// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.load.LoadResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a run as a PNG: packets, latency and processor time, second by second. */
public final class LoadPicture {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 260;
    private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73));

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
        LoadPicture picture = new LoadPicture(result.samples());
        if (!ImageIO.write(picture.draw(), "png", file.toFile())) {
            throw new IOException(file.toString());
        }
        return file;
    }

    private BufferedImage draw() {
        BufferedImage image = new BufferedImage(WIDTH, 3 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        XYChart packets = chart("packets a second");
        add(packets, "to the server", 0, LoadResult.Sample::inPackets);
        add(packets, "forwarded", 1, LoadResult.Sample::outPackets);
        XYChart latency = chart("end to end, ms");
        add(latency, "p50", 0, LoadResult.Sample::p50Millis);
        add(latency, "p99", 1, LoadResult.Sample::p99Millis);
        XYChart cpu = chart("% of a core");
        add(cpu, "server", 0, LoadResult.Sample::serverCpuPercent);
        add(cpu, "the bench's loops", 2, LoadResult.Sample::benchBusyPercent);
        for (XYChart each : List.of(packets, latency, cpu)) {
            Graphics2D own = (Graphics2D) graphics.create(0, 0, WIDTH, HEIGHT);
            each.paint(own, WIDTH, HEIGHT);
            own.dispose();
            graphics.translate(0, HEIGHT);
        }
        graphics.dispose();
        return image;
    }

    private static XYChart chart(String axis) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("s")
                .yAxisTitle(axis)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotBorderVisible(false);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setYAxisMin(0.0);
        return chart;
    }

    private void add(XYChart chart, String name, int colour, ToDoubleFunction<LoadResult.Sample> figure) {
        double[] at = samples.stream().mapToDouble(LoadResult.Sample::atSeconds).toArray();
        double[] values = samples.stream()
                .mapToDouble(figure)
                .map(value -> Double.isFinite(value) ? value : 0)
                .toArray();
        chart.addSeries(name, at, values).setMarker(SeriesMarkers.NONE).setLineColor(COLOURS.get(colour));
    }
}
