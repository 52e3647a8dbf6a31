// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts over the same time, one below the other, as a PNG. */
final class StackedCharts {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 260;
    private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73));

    private StackedCharts() {}

    /** @param axis what is drawn upwards, from 0, over seconds */
    static XYChart chart(String axis) {
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

    /** A line; what could not be measured is drawn as 0. */
    static void add(XYChart chart, String name, int colour, double[] at, double[] values) {
        double[] drawn = Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? value : 0)
                .toArray();
        chart.addSeries(name, at, drawn).setMarker(SeriesMarkers.NONE).setLineColor(COLOURS.get(colour));
    }

    static void write(List<XYChart> charts, Path file) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, charts.size() * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (XYChart each : charts) {
            Graphics2D own = (Graphics2D) graphics.create(0, 0, WIDTH, HEIGHT);
            each.paint(own, WIDTH, HEIGHT);
            own.dispose();
            graphics.translate(0, HEIGHT);
        }
        graphics.dispose();
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException(file.toString());
        }
    }
}
