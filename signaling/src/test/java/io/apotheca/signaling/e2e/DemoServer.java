// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The product's {@code demo} as a process of its own. Closing it ends the process as Ctrl-C would and checks that it went
 * quietly and that its log kept everybody's privacy.
 */
public final class DemoServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int INTERRUPTED = 130;

    private final Process process;
    private final Path home;
    private final int port;
    private final String pharmacist;
    private final String patient;

    private DemoServer(Process process, Path home, int port, JsonNode links) {
        this.process = process;
        this.home = home;
        this.port = port;
        this.pharmacist = links.path("pharmacist").asText();
        this.patient = links.path("patient").asText();
    }

    public static DemoServer start() {
        return start(null, "");
    }

    /** With these lines of configuration over the defaults. */
    public static DemoServer start(String configuration) {
        return start(null, configuration);
    }

    static DemoServer startIn(NetworkNamespace namespace) {
        return start(namespace, "");
    }

    static DemoServer startIn(NetworkNamespace namespace, Path home, int port) {
        return start(namespace, home, port, "");
    }

    private static DemoServer start(@Nullable NetworkNamespace namespace, String configuration) {
        try {
            return start(namespace, Files.createTempDirectory("apotheca-home"), FreePort.tcp(), configuration);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** In a given folder and on a given port, as a second start is. */
    public static DemoServer start(Path home, int port) {
        return start(null, home, port, "");
    }

    /** The same with these lines of configuration over the defaults. */
    static DemoServer start(Path home, int port, String configuration) {
        return start(null, home, port, configuration);
    }

    private static DemoServer start(@Nullable NetworkNamespace namespace, Path home, int port, String configuration) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--port", Integer.toString(port), "--json"));
        try {
            String lines = MediaPath.ASKED_FOR.configuration() + configuration;
            if (!lines.isEmpty()) {
                Path file = Files.writeString(home.resolve("test.conf"), lines);
                arguments.addAll(List.of("--config", file.toString()));
            }
            List<String> command = Product.command(home, arguments);
            Process process = new ProcessBuilder(namespace == null ? command : namespace.command(command))
                    .redirectOutput(home.resolve("out").toFile())
                    .redirectError(home.resolve("err").toFile())
                    .start();
            return new DemoServer(process, home, port, printed(process, home));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode printed(Process process, Path home) {
        boolean printed = false;
        try {
            JsonNode links = Await.value("the demo to print its links", START_LIMIT, () -> links(process, home));
            printed = true;
            return links;
        } finally {
            if (!printed) {
                process.destroyForcibly();
            }
        }
    }

    private static Optional<JsonNode> links(Process process, Path home) {
        String printed = Product.read(home.resolve("out"));
        if (printed.endsWith("\n")) {
            return Optional.of(Json.parse(printed));
        }
        if (!process.isAlive()) {
            throw new AssertionError("the demo ended at once: " + Product.read(home.resolve("err")));
        }
        return Optional.empty();
    }

    public String pharmacist() {
        return pharmacist;
    }

    public String patient() {
        return patient;
    }

    public int port() {
        return port;
    }

    /** Everything that the process has printed and logged. */
    public String log() {
        return Product.read(home.resolve("out")).lines().skip(1).toList()
                + Product.read(home.resolve("err"))
                + Product.read(home.resolve("data/demo-" + port + "/apotheca.log"));
    }

    /** The process and what it has started. */
    List<Long> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    public Path home() {
        return home;
    }

    /** Ends it as Ctrl-C does. */
    public void interrupt() {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("not ended %s after Ctrl-C: %s".formatted(STOP_LIMIT, threads()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        assertThat(process.exitValue()).isIn(0, INTERRUPTED);
    }

    /** What its threads are doing. */
    private String threads() throws IOException {
        Process dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "Thread.print")
                .redirectErrorStream(true)
                .start();
        try (var out = dump.getInputStream()) {
            return new String(out.readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        try {
            interrupt();
            Privacy.check(log(), List.of(token(pharmacist), token(patient)));
            assertThat(log()).doesNotContain("\tat ", "Exception");
        } finally {
            process.destroyForcibly();
            Directories.delete(home);
        }
    }

    private static String token(String link) {
        return link.substring(link.indexOf('#') + 1).replaceFirst("^demo=", "");
    }
}
