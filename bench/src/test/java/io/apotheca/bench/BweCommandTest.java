// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apotheca.bench.bwe.BweBench;
import io.apotheca.bench.bwe.BweCase;
import io.apotheca.bench.bwe.CaseResult;
import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.bwe.Grid;
import io.apotheca.bench.bwe.Phase;
import io.apotheca.signaling.CommandRun;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the estimation bench hands out: a table, JSON, pictures, and an exit code. */
class BweCommandTest {
    private static final BweCase RAMP = BweBench.cases().stream()
            .filter(each -> each.name().startsWith("ramp"))
            .findFirst()
            .orElseThrow();

    private static final List<Grid.Cell> CELLS = List.of(
            new Grid.Cell(50, 0.0, 300, new Phase(15, 60, 2e6, 1.87e6, 0.935, 33, 80, 0, 0)),
            new Grid.Cell(50, 0.1, 300, new Phase(15, 60, 2e6, 1.65e6, 0.825, 21, 70, 0, 0.1)));

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void withoutAScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private int run(List<BweCase> cases, String... args) {
        PrintWriter silent = new PrintWriter(new StringWriter());
        return CommandRun.run(new BweCommand(cases, seed -> CELLS), new PrintWriter(out, true), silent, args);
    }

    /** The ramp's run, judged by these figures. */
    private static BweCase judged(double... measured) {
        return new BweCase(RAMP.name(), seed -> {
            CaseResult real = RAMP.run(seed);
            List<Goal> goals = Arrays.stream(measured)
                    .mapToObj(each -> new Goal(RAMP.name() + ": figure, %", each, true, 90))
                    .toList();
            return new CaseResult(real.name(), real.phases(), goals, real.run());
        });
    }

    @Test
    void casesHaveTheNamesOfTheirResultsAndNoTwoTheSame() {
        List<BweCase> cases = BweBench.cases();
        assertThat(cases).extracting(BweCase::name).doesNotHaveDuplicates().hasSizeGreaterThan(15);
        assertThat(RAMP.run(1).name()).isEqualTo(RAMP.name());
    }

    @Test
    void theTablePutsEachGoalBesideItsFigure() {
        assertThat(run(List.of(judged(95.25, 12.5)), "--seed", "3")).isZero();
        assertThat(out.toString())
                .contains(RAMP.name(), "≥ 90", "95.3", "✓", "12.5", "✗", "1 of 2 goals are met.", "Missed:")
                .containsPattern("50 ms +300 ms +1.87 +33 +1.65 +21");
    }

    @Test
    void aMissedGoalIsAFailureOnlyWhereAsked() {
        assertThat(run(List.of(judged(12)))).isZero();
        assertThat(run(List.of(judged(12)), "--check")).isEqualTo(1);
        assertThat(run(List.of(judged(Double.NaN)), "--check")).isEqualTo(1);
        assertThat(run(List.of(judged(95)), "--check")).isZero();
    }

    @Test
    void jsonHoldsAllFigures(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("figures.json");
        assertThat(run(List.of(judged(95, Double.NaN), RAMP), "--json", file.toString(), "--seed", "7"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.path("seed").asInt()).isEqualTo(7);
        assertThat(json.path("goals").asInt()).isEqualTo(3);
        assertThat(json.path("met").asInt()).isGreaterThanOrEqualTo(1);
        assertThat(json.path("cases")).hasSize(2);
        assertThat(json.path("grid")).hasSize(2);
        assertThat(json.path("grid").path(1).path("phase").path("mediaBps").asLong())
                .isEqualTo(1_650_000);
        JsonNode first = json.path("cases").path(0);
        assertThat(first.path("name").asText()).isEqualTo(RAMP.name());
        assertThat(first.path("goals").path(0).toString())
                .isEqualTo(
                        "{\"name\":\"%s: figure, %%\",\"measured\":95.0,\"bound\":\"at least\",\"goal\":90.0,\"met\":true}"
                                .formatted(RAMP.name()));
        assertThat(first.path("goals").path(1).path("measured").isNull()).isTrue();
        assertThat(first.path("phases").path(0).path("utilisation").isNumber()).isTrue();
        JsonNode series = first.path("series");
        int steps = series.path("seconds").size();
        assertThat(steps).isEqualTo(100);
        for (String name : List.of("capacityBps", "queueP95Millis", "queuePeakMillis", "lossPercent")) {
            assertThat(series.path(name)).as(name).hasSize(steps);
        }
        JsonNode flow = series.path("flows").path(0);
        assertThat(flow.path("mediaBps")).hasSize(steps);
        assertThat(flow.path("targetBps").path(steps - 1).asLong()).isPositive();
        assertThat(series.path("capacityBps").path(steps - 1).asLong()).isEqualTo(2_500_000);
    }

    @Test
    void eachCaseGetsAPicture(@TempDir Path folder) throws Exception {
        Path plots = folder.resolve("new/plots");
        assertThat(run(List.of(RAMP), "--plots", plots.toString())).isZero();
        try (Stream<Path> files = Files.list(plots)) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(file.getFileName()).hasToString("ramp-from-300-kb-s-on-2.5-mb-s.png");
                BufferedImage picture = ImageIO.read(file.toFile());
                assertThat(picture.getWidth()).isEqualTo(1000);
                assertThat(picture.getHeight()).isBetween(600, 1000);
                for (int top : new int[] {60, 460, 620}) {
                    assertThat(inked(picture, top)).as("a chart at " + top).isGreaterThan(0.02);
                }
                assertThat(picture.getRGB(0, 0)).isEqualTo(0xffffffff);
            });
        }
    }

    /** The share of a stripe of 150 lines that is not background. */
    private static double inked(BufferedImage picture, int top) {
        int[] pixels = picture.getRGB(0, top, picture.getWidth(), 150, null, 0, picture.getWidth());
        return Arrays.stream(pixels).filter(pixel -> pixel != 0xffffffff).count() / (double) pixels.length;
    }

    @Test
    void aScenarioIsChosenByAPartOfItsName() {
        BweCase never = new BweCase("5.9 never", seed -> {
            throw new AssertionError("not asked for");
        });
        assertThat(run(List.of(never, judged(95)), "--scenario", "RAMP")).isZero();
        assertThat(out.toString()).contains("1 of 1 goals").doesNotContain("8868");
        assertThat(run(List.of(never), "--scenario", "grid")).isZero();
        assertThat(out.toString()).contains("RFC 8868");
    }
}
