// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apotheca.bench.load.LimitSearch;
import io.apotheca.bench.load.LoadPlan;
import io.apotheca.bench.load.Publishing;
import io.apotheca.bench.load.Results;
import io.apotheca.bench.report.LoadPicture;
import io.apotheca.bench.report.LoadReport;
import io.apotheca.bench.report.LoadTable;
import io.apotheca.bench.report.ReportJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** What the load bench takes as options and hands out: a table, JSON, a picture. */
class LoadReportTest {
    private static String table(LoadReport report, boolean withGoals) {
        StringWriter out = new StringWriter();
        LoadTable.print(report, withGoals, new PrintWriter(out), Ansi.OFF);
        return out.toString();
    }

    private static LoadPlan plan(String... args) {
        LoadOptions options = new LoadOptions();
        CommandLine command = new CommandLine(CommandLine.Model.CommandSpec.create()
                .addMixin("load", CommandLine.Model.CommandSpec.forAnnotatedObject(options)));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.parseArgs(args);
        return options.plan(command);
    }

    @Test
    void theTableTellsEachFigure() {
        assertThat(table(LoadReport.of(Results.good()), false))
                .contains("Apotheca, scenario A", "50 rooms of 2", "p99 3.20", "9.50 CPU-µs", "180 KB a participant")
                .contains("the bench itself was busy 30 %")
                .doesNotContain("goal", "did not keep up");
    }

    @Test
    void goalsStandBesideFigures() {
        assertThat(table(LoadReport.of(Results.result("A", 50, 2, 13, 1, true)), true))
                .contains("≤ 12", "13", "✗", "✓", "goals are met");
        assertThat(LoadReport.of(Results.result("A", 50, 2, 13, 1, true)).allMet())
                .isFalse();
        assertThat(LoadReport.of(Results.good()).allMet()).isTrue();
    }

    @Test
    void aRunThatTheBenchSlowedIsMarked() {
        LoadReport report = LoadReport.of(Results.result("A", 50, 0, 9, 1, false));
        assertThat(table(report, false)).contains("did not keep up");
        assertThat(report.allMet()).isFalse();
    }

    @Test
    void whatAJoinTakesIsTold() {
        assertThat(table(LoadReport.of(Results.withChurn(200, 75)), true))
                .contains("75.0 a second; p50 200", "20 CPU-ms of the server, 8 of the bench", "4 to 4 a second")
                .contains("97 % of all processors here were taken", "joins a second");
        assertThat(table(LoadReport.of(Results.good()), true)).doesNotContain("a join", "machine", "joins a second");
    }

    @Test
    void stepsToTheLimitAreListed() {
        LoadReport report = LoadReport.of(List.of(
                new LimitSearch.Step(Results.result("B", 1, 0, 3, 2, true), ""),
                new LimitSearch.Step(Results.result("B", 2, 0, 3, 99, true), "packets were late")));
        assertThat(table(report, true)).contains("packets were late", "The last good step", "at the limit");
        assertThat(table(LoadReport.of(List.<LimitSearch.Step>of()), true)).doesNotContain("last good");
    }

    @Test
    void jsonHoldsAllFigures(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("load.json");
        ReportJson.write(LoadReport.of(Results.good()), file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/result/plan/rooms").asInt()).isEqualTo(50);
        assertThat(json.at("/result/latency/p999Millis").asDouble()).isEqualTo(4);
        assertThat(json.at("/result/figures/cpuMicrosPerPacket").asDouble()).isEqualTo(9.5);
        assertThat(json.at("/result/samples/1/p99Millis").isNull()).isTrue();
        assertThat(json.at("/goals/0/goal").asDouble()).isEqualTo(12);
    }

    @Test
    void thePictureIsDrawn(@TempDir Path folder) throws Exception {
        Path file = LoadPicture.write(Results.good(), folder);
        assertThat(file).hasFileName("load-A.png");
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1000);
    }

    @Test
    void aScenarioIsWhatTheIssueSays() {
        LoadPlan viewers = plan("--scenario", "B");
        assertThat(viewers.people()).isEqualTo(51);
        assertThat(viewers.publishers()).isEqualTo(1);
        assertThat(viewers.publishing()).isEqualTo(new Publishing(false, 1_500_000, 1));
        assertThat(plan("--scenario", "D").publishing().layers()).isEqualTo(3);
        assertThat(plan("--scenario", "C").publishing().video()).isFalse();
    }

    @Test
    void optionsChangeAScenario() {
        LoadPlan plan = plan("--scenario", "A", "--rooms", "3", "--video", "600k", "--churn", "5", "--duration", "10s");
        assertThat(plan.rooms()).isEqualTo(3);
        assertThat(plan.publishing()).isEqualTo(new Publishing(true, 600_000, 1));
        assertThat(plan.joinsPerSecond()).isEqualTo(5);
        assertThat(plan.seconds()).isEqualTo(10);
        assertThat(plan("--rooms", "2", "--simulcast", "--video", "1M").publishing())
                .isEqualTo(new Publishing(false, 1_000_000, 3));
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> plan("--participants", "1")).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> plan("--participants", "2", "--publishers", "3"))
                .isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> plan("--simulcast", "7")).isInstanceOf(ParameterException.class);
    }
}
