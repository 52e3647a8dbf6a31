// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of one picture, one above the other with the same axis of time. */
final class Charts {
    private static final int WIDTH = 1000;
    private static final Color INK = new Color(0x3b4754);
    private static final Color GRID = new Color(0xe3e8ed);
    private static final Color CAPACITY_LINE = new Color(0x8796a5);
    private static final Color CAPACITY_AREA = new Color(0xeef2f6);
    private static final Color TCP = new Color(0x9a6a3a);
    private static final Color QUEUE = new Color(0x3f6fb5);
    private static final Color QUEUE_AREA = new Color(0xdde7f5);
    private static final Color LOSS = new Color(0xc0504d);
    private static final Color LOSS_AREA = new Color(0xf6dedd);

    /** Told apart by people with any kind of colour vision. */
    private static final List<Color> FLOWS = List.of(
            new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7), new Color(0x6a4c93));

    private static final BasicStroke THIN = new BasicStroke(1.2f);
    private static final BasicStroke LINE = new BasicStroke(1.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);

    private static final double MEGA = 1e6;
    private static final double SHIFT = 0.001;
    private static final double ROOM_ABOVE = 1.12;

    /** What an axis reaches at least, so that little does not look like much. */
    private static final double LEAST_QUEUE = 60;

    private static final double LEAST_LOSS = 5;

    private final Series series;

    Charts(Series series) {
        this.series = series;
    }

    XYChart rates() {
        XYChart chart = chart(400, "Mb/s");
        List<Double> capacity = mega(series.capacityBps());
        stairs(chart, "capacity", capacity, CAPACITY_LINE, CAPACITY_AREA);
        if (!series.backCapacityBps().isEmpty()) {
            line(add(chart, "return capacity", mega(series.backCapacityBps())), CAPACITY_LINE, DASHED);
        }
        if (!series.tcpBps().isEmpty()) {
            line(add(chart, "TCP", mega(series.tcpBps())), TCP, THIN);
        }
        double highest = Collections.max(capacity);
        for (int i = 0; i < series.flows().size(); i++) {
            flow(chart, i);
            highest =
                    Math.max(highest, Collections.max(mega(series.flows().get(i).mediaBps())));
        }
        chart.getStyler().setYAxisMax(highest * ROOM_ABOVE);
        return chart;
    }

    private void flow(XYChart chart, int index) {
        Series.Flow flow = series.flows().get(index);
        boolean alone = series.flows().size() == 1;
        if (alone) {
            line(add(chart, "what the estimate allows", mega(flow.targetBps())), FLOWS.get(1), DASHED);
        }
        String name = alone ? "media that arrived" : "flow " + flow.name() + (flow.back() ? " (return path)" : "");
        line(add(chart, name, mega(flow.mediaBps())), FLOWS.get(index % FLOWS.size()), LINE);
    }

    XYChart queue() {
        return small("queue p95, ms", series.queueP95Millis(), LEAST_QUEUE, QUEUE, QUEUE_AREA);
    }

    XYChart loss() {
        XYChart chart = small("loss, %", series.lossPercent(), LEAST_LOSS, LOSS, LOSS_AREA);
        chart.setXAxisTitle("seconds");
        chart.getStyler().setXAxisTitleVisible(true);
        return chart;
    }

    private XYChart small(String title, List<Double> values, double least, Color colour, Color fill) {
        XYChart chart = chart(190, title);
        stairs(chart, title, values, colour, fill);
        chart.getStyler().setYAxisMax(Math.max(least, Collections.max(values) * ROOM_ABOVE));
        chart.getStyler().setYAxisTickMarkSpacingHint(28);
        chart.getStyler().setLegendVisible(false);
        return chart;
    }

    /** Each step as wide as it is. Starts are a millisecond late: at points of equal distance XChart would place its ticks. */
    private void stairs(XYChart chart, String name, List<Double> values, Color colour, Color fill) {
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        double from = 0;
        for (int i = 0; i < values.size(); i++) {
            xs.addAll(List.of(from + SHIFT, series.seconds().get(i)));
            ys.addAll(List.of(values.get(i), values.get(i)));
            from = series.seconds().get(i);
        }
        XYSeries area = chart.addSeries(name, xs, ys);
        area.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
        area.setFillColor(fill);
        line(area, colour, THIN);
    }

    private XYSeries add(XYChart chart, String name, List<? extends Number> values) {
        return chart.addSeries(name, series.seconds(), values);
    }

    private static void line(XYSeries series, Color colour, BasicStroke stroke) {
        series.setLineColor(colour);
        series.setLineStyle(stroke);
        series.setMarker(SeriesMarkers.NONE);
    }

    private static List<Double> mega(List<Long> bps) {
        return bps.stream().map(rate -> rate / MEGA).toList();
    }

    private XYChart chart(int height, String unit) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(height)
                .yAxisTitle(unit)
                .build();
        XYStyler style = chart.getStyler();
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setChartTitleVisible(false);
        style.setChartFontColor(INK);
        style.setChartPadding(12);
        style.setPlotContentSize(1);
        style.setPlotMargin(0);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setPlotGridVerticalLinesVisible(true);
        style.setAxisTicksMarksVisible(false);
        style.setAxisTicksLineVisible(false);
        style.setAxisTickLabelsColor(INK);
        style.setAxisTickLabelsFont(font);
        style.setAxisTitleFont(font.deriveFont(Font.BOLD));
        style.setXAxisTitleVisible(false);
        style.setXAxisMin(0.0);
        style.setXAxisMax(series.seconds().getLast());
        style.setYAxisMin(0.0);
        style.setYAxisLeftWidthHint(60);
        style.setXAxisTickMarkSpacingHint(80);
        style.setLegendFont(font);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendPadding(4);
        style.setAntiAlias(true);
        return chart;
    }
}
