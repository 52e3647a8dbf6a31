// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apotheca.bench.Main;
import io.apotheca.signaling.CommandRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few sessions recorded for a moment, by a recorder that is killed twice. Processor time says nothing here. */
class RecordIT {
    @Test
    void whatAKilledRecorderLosesIsLessThanASecond(@TempDir Path folder) throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path json = folder.resolve("record.json");
        int exit = CommandRun.run(
                new Main(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "record",
                "--rooms",
                "3",
                "--video",
                "500k",
                "--warm-up",
                "2s",
                "--unrecorded",
                "2s",
                "--duration",
                "5s",
                "--kills",
                "2",
                "--dir",
                folder.resolve("work").toString(),
                "--plots",
                folder.toString(),
                "--json",
                json.toString());
        assertThat(exit).as(err.toString()).isZero();
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("problem").asText()).isEmpty();
        assertThat(result.at("/archives/sessions").asInt()).isEqualTo(3);
        assertThat(result.at("/archives/whole").asInt()).isEqualTo(3);
        assertThat(result.at("/archives/parts").asInt()).isEqualTo(9);
        assertThat(result.at("/archives/unfinished").asInt()).isEqualTo(6);
        assertThat(result.at("/archives/broken").asInt()).isZero();
        // Fifty a second of six people, for seven seconds at least.
        assertThat(result.at("/archives/frames").asInt()).isGreaterThan(6 * 50 * 7);
        assertThat(result.at("/archives/missingFrames").asInt()).isZero();
        assertThat(result.path("kills")).hasSize(2).allSatisfy(kill -> {
            assertThat(kill.path("cut").asInt()).isEqualTo(3);
            assertThat(kill.at("/lossMillis/most").asDouble()).isBetween(0.0, 1000.0);
            assertThat(kill.at("/pauseMillis/most").asDouble()).isPositive();
        });
        assertThat(result.at("/cpu/session").asDouble()).isNotNaN();
        assertThat(result.at("/memory/kept")).hasSize(2);
        assertThat(folder.resolve("record.png")).isNotEmptyFile();
        assertThat(out.toString()).contains("3 sessions of 2", "recording again after");
        try (Stream<Path> left = Files.list(folder.resolve("work"))) {
            assertThat(left).as("what was recorded is deleted").isEmpty();
        }
    }
}
