// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;

/** Draws one case as a PNG: rates against capacity, queue delay and loss over the same time. */
public final class Picture {
    private static final int WIDTH = 1000;
    private static final int TITLE = 58;
    private static final int RATES = 400;
    private static final int QUEUE = 160;
    private static final int LOSS = 180;
    private static final int MARGIN = 24;

    private Picture() {}

    /** Writes the picture into this folder and returns its file. */
    public static Path write(BweReport.Case of, Path folder) throws IOException {
        Path file = folder.resolve(fileName(of.name()));
        if (!ImageIO.write(draw(of), "png", file.toFile())) {
            throw new IOException(file.toString());
        }
        return file;
    }

    private static String fileName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("%", "percent").replaceAll("[^a-z0-9.]+", "-");
        return plain.replaceAll("^-|-$", "") + ".png";
    }

    private static BufferedImage draw(BweReport.Case of) {
        BufferedImage image = new BufferedImage(WIDTH, TITLE + RATES + QUEUE + LOSS, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        title(of, graphics);
        graphics.translate(0, TITLE);
        Charts charts = new Charts(of.series());
        paint(charts.rates(), graphics, RATES);
        paint(charts.queue(), graphics, QUEUE);
        paint(charts.loss(), graphics, LOSS);
        graphics.dispose();
        return image;
    }

    private static void title(BweReport.Case of, Graphics2D graphics) {
        graphics.setColor(new Color(0x1f2933));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
        graphics.drawString(of.name(), MARGIN, 30);
        int goals = of.goals().size();
        long met = of.goals().stream().filter(BweReport.Judged::met).count();
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        graphics.setColor(met == goals ? new Color(0x2f7d4f) : new Color(0xb3372f));
        graphics.drawString("%d of %d goals met".formatted(met, goals), MARGIN, 51);
    }

    private static void paint(XYChart chart, Graphics2D graphics, int height) {
        Graphics2D own = (Graphics2D) graphics.create(0, 0, WIDTH, height);
        chart.paint(own, WIDTH, height);
        own.dispose();
        graphics.translate(0, height);
    }
}
