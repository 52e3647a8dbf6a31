// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Starting and ending the server as operators do. */
class ServeCommandIT {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(10);

    @TempDir
    Path home;

    private int port;

    @BeforeEach
    void configure() throws IOException {
        port = FreePort.tcp();
        Files.writeString(
                home.resolve("serve.conf"),
                "http.port = " + port + "\nmetrics.port = " + FreePort.tcp()
                        + "\nmedia { udp.first-port = 0, tcp.first-port = 0 }\nstorage.url = \"jdbc:h2:file:" + home
                        + "/data/apotheca\"\n");
    }

    /** How long it takes is told, not judged: two idle cores need less than two seconds, busy ones do not. */
    @Test
    void startsASecondTimeFromItsCacheAndWithAllItsHeap(TestReporter told) throws Exception {
        end(answering(START));
        long beforeNanos = System.nanoTime();
        Process second = answering(START);
        Duration taken = Duration.ofNanos(System.nanoTime() - beforeNanos);
        try {
            told.publishEntry("seconds to the first answer", String.valueOf(taken.toMillis() / 1e3));
            assertThat(Files.readString(Path.of("/proc/" + second.pid() + "/maps")))
                    .contains("apotheca.aot");
            assertThat(Files.readString(Path.of("/proc/" + second.pid() + "/cmdline")))
                    .contains("-XX:+UseZGC", "-XX:+AlwaysPreTouch", "-Xms256m", "-Xmx256m");
        } finally {
            end(second);
        }
    }

    /** A server that has answered its first request. */
    private Process answering(Duration limit) throws IOException {
        ProcessBuilder command = new ProcessBuilder(Product.command(
                        home,
                        List.of("serve", "--config", home.resolve("serve.conf").toString())))
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        command.environment().put("APOTHECA_HEAP", "256m");
        Process process = command.start();
        Await.until("the first answer", limit, this::answers);
        return process;
    }

    private boolean answers() {
        URI health = URI.create("http://localhost:" + port + "/api/health");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void end(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
