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
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few sessions recorded for a moment, by a process that is killed twice. Processor time says nothing here. */
class RecordIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private JsonNode record(Path folder, String... more) throws Exception {
        Path json = folder.resolve("record.json");
        String[] usual = {
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
            "4s",
            "--kills",
            "2",
            "--json",
            json.toString(),
            "--dir",
            folder.resolve("work").toString()
        };
        String[] args = Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, args, usual.length, more.length);
        int exit = CommandRun.run(new Main(), new PrintWriter(out, true), new PrintWriter(err, true), args);
        assertThat(exit).as(err.toString()).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    /** What was written up to a second before each kill opens, it goes on afterwards, and the server knows all of it. */
    private static void sound(JsonNode result) {
        assertThat(result.path("problem").asText()).isEmpty();
        JsonNode archives = result.path("archives");
        assertThat(archives.path("sessions").asInt()).isEqualTo(3);
        assertThat(archives.path("whole").asInt()).isEqualTo(3);
        assertThat(archives.path("parts").asInt()).isGreaterThanOrEqualTo(9);
        assertThat(archives.path("broken").asInt()).isZero();
        assertThat(archives.path("unnoted").asInt()).isZero();
        assertThat(archives.path("missingFrames").asInt()).isZero();
        assertThat(archives.path("frames").asInt())
                .as("fifty a second of six people, for six seconds at least")
                .isGreaterThan(6 * 50 * 6);
        assertThat(result.path("kills")).hasSize(2).allSatisfy(kill -> {
            assertThat(kill.path("cut").asInt()).isEqualTo(3);
            assertThat(kill.at("/lossMillis/most").asDouble()).isBetween(0.0, 1000.0);
            assertThat(kill.at("/pauseMillis/most").asDouble()).isPositive();
        });
    }

    @Test
    void aKilledRecorderLosesLessThanASecond(@TempDir Path folder) throws Exception {
        JsonNode result = record(folder, "--plots", folder.toString());
        sound(result);
        assertThat(result.at("/cpu/session").asDouble()).isNotNaN();
        assertThat(result.at("/memory/kept")).hasSize(2);
        assertThat(folder.resolve("record.png")).isNotEmptyFile();
        assertThat(out.toString()).contains("3 sessions of 2", "recording again after");
        try (Stream<Path> left = Files.list(folder.resolve("work"))) {
            assertThat(left).as("what was recorded is deleted").isEmpty();
        }
    }

    @Test
    void everybodyComesBackToAKilledServer(@TempDir Path folder) throws Exception {
        sound(record(folder, "--one-process"));
    }
}
