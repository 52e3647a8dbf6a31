// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apotheca.bench.bwe.Goal;
import io.apotheca.bench.load.Results;
import io.apotheca.bench.report.PairTable;
import io.apotheca.bench.report.ReportJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** What pairs of runs come to. */
class ComparisonTest {
    /** Of these CPU-µs a packet, on ours and on the peer. */
    private static Comparison.Pair pair(String scenario, double ours, double theirs) {
        return new Comparison.Pair(
                Results.result(scenario, 50, 0, ours, 2, true), Results.result(scenario, 50, 0, theirs, 5, true));
    }

    private static String table(Comparison comparison) {
        StringWriter out = new StringWriter();
        PairTable.print(comparison, true, new PrintWriter(out), Ansi.OFF);
        return out.toString();
    }

    @Test
    void theMiddleRatioCounts() {
        Comparison three = new Comparison(List.of(pair("A", 10, 80), pair("A", 10, 20), pair("A", 10, 60)));
        assertThat(three.median(Comparison.Pair::cpuRatio)).isEqualTo(6);
        assertThat(three.median(Comparison.Pair::latencyRatio)).isEqualTo(2.5);
        assertThat(three.median(Comparison.Pair::memoryRatio)).isEqualTo(1);
        Comparison two = new Comparison(List.of(pair("A", 10, 80), pair("A", 10, 60)));
        assertThat(two.median(Comparison.Pair::cpuRatio)).isCloseTo(7, within(1e-9));
    }

    @Test
    void everyPairHasToMeetTheGoal() {
        Comparison both = new Comparison(List.of(pair("C", 10, 51), pair("C", 10, 49)));
        assertThat(both.goals()).extracting(Goal::met).containsExactly(true, false);
        assertThat(new Comparison(List.of(pair("", 10, 51))).goals()).isEmpty();
    }

    @Test
    void theTableShowsEachPair() {
        assertThat(table(new Comparison(List.of(pair("B", 4, 29)))))
                .contains("Scenario B", "29", "7.25 ×", "2.50 ×", "≥ 5", "✓")
                .doesNotContain("did not keep up");
        Comparison slowed =
                new Comparison(List.of(new Comparison.Pair(Results.good(), Results.result("A", 50, 0, 90, 3, false))));
        assertThat(slowed.sound()).isFalse();
        assertThat(table(slowed)).contains("did not keep up");
    }

    @Test
    void jsonHoldsRatiosAndRuns(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("pairs.json");
        ReportJson.write(new Comparison(List.of(pair("B", 4, 29))), file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/0/cpuRatio").asDouble()).isEqualTo(7.25);
        assertThat(json.at("/0/theirs/figures/cpuMicrosPerPacket").asDouble()).isEqualTo(29);
    }
}
