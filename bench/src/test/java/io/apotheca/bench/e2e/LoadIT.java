// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apotheca.bench.Main;
import io.apotheca.signaling.CommandRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small load against a server of this build. What is slow here says nothing, so no figure of time is judged. */
class LoadIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private JsonNode load(Path folder, String... changes) throws Exception {
        Path json = folder.resolve("load.json");
        String[] usual = {"load", "--warm-up", "3s", "--duration", "4s", "--json", json.toString()};
        String[] args = new String[usual.length + changes.length];
        System.arraycopy(usual, 0, args, 0, usual.length);
        System.arraycopy(changes, 0, args, usual.length, changes.length);
        int exit = CommandRun.run(new Main(), new PrintWriter(out, true), new PrintWriter(err, true), args);
        assertThat(exit).as(err.toString()).isZero();
        return new ObjectMapper().readTree(json.toFile()).path("result");
    }

    @Test
    void roomsOfThreeSeeAndHearEachOther(@TempDir Path folder) throws Exception {
        JsonNode result = load(
                folder,
                "--rooms",
                "3",
                "--participants",
                "3",
                "--video",
                "300k",
                "--audio",
                "--plots",
                folder.toString());
        assertThat(result.at("/problem").isNull())
                .as(result.path("problem").asText())
                .isTrue();
        assertThat(result.at("/joins/failed").asInt()).isZero();
        assertThat(result.at("/joins/done").asInt())
                .as("all but the first of each room")
                .isEqualTo(6);
        // Fifty packets of sound and sixty of a picture from each of nine, for two others.
        double in = 9 * (50 + 2 * 30);
        assertThat(result.at("/flow/inPackets").asDouble()).isBetween(0.8 * in, 1.2 * in);
        assertThat(result.at("/flow/outPackets").asDouble()).isBetween(1.6 * in, 2.4 * in);
        assertThat(result.at("/flow/lost").asInt()).isZero();
        assertThat(result.at("/bench/refused").asInt()).isZero();
        assertThat(result.at("/latency/p50Millis").asDouble()).isPositive();
        assertThat(result.at("/figures/cpuMicrosPerPacket").asDouble()).isPositive();
        assertThat(result.at("/figures/memoryBytes").asDouble()).isNotNaN();
        assertThat(result.at("/samples")).hasSize(4);
        assertThat(folder.resolve("load.png")).isNotEmptyFile();
        assertThat(out.toString()).contains("3 rooms of 3", "end to end", "the bench itself was busy");
    }

    @Test
    void peopleComeAndGoWhileASimulcastRoomIsWatched(@TempDir Path folder) throws Exception {
        JsonNode result = load(
                folder,
                "--rooms",
                "1",
                "--participants",
                "3",
                "--video",
                "600k",
                "--audio",
                "--simulcast",
                "2",
                "--churn",
                "2");
        assertThat(result.at("/joins/failed").asInt()).isZero();
        assertThat(result.at("/churn/failed").asInt()).isZero();
        assertThat(result.at("/churn/done").asInt()).isPositive();
        assertThat(result.at("/flow/outPackets").asDouble()).isPositive();
        assertThat(result.at("/bench/refused").asInt()).isZero();
    }
}
