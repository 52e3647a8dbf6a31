// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built product, by its launcher. */
final class Product {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** How a command ended and what it said. */
    record Outcome(int exitCode, String out, String err) {}

    private Product() {}

    /** Below {@code home} it keeps its data. The module is the working folder of the tests. */
    static List<String> command(Path home, List<String> arguments) {
        Path launcher = Path.of("..", "apotheca").toAbsolutePath().normalize();
        List<String> command = new ArrayList<>(List.of("env", "APOTHECA_HOME=" + home, launcher.toString()));
        command.addAll(arguments);
        return command;
    }

    /** Runs a command that should end by itself. */
    static Outcome run(Path home, String... arguments) {
        try {
            Process process = new ProcessBuilder(command(home, List.of(arguments)))
                    .redirectOutput(home.resolve("out").toFile())
                    .redirectError(home.resolve("err").toFile())
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", arguments) + " did not end");
            }
            return new Outcome(process.exitValue(), read(home.resolve("out")), read(home.resolve("err")));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A file's text, empty while there is none. */
    static String read(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
