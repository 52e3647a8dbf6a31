// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debian's Janus as it is on this machine.
 *
 * @param program the server
 * @param modules the folder of its plugins and transports
 */
record JanusInstallation(Path program, Path modules) {
    static final String PACKAGE = "janus";

    /** Where Debian and its derivatives put them. */
    static Optional<JanusInstallation> find() throws IOException {
        Path program = Path.of("/usr/bin/janus");
        if (!Files.isExecutable(program)) {
            return Optional.empty();
        }
        try (Stream<Path> architectures = Files.list(Path.of("/usr/lib"))) {
            return architectures
                    .map(folder -> folder.resolve("janus"))
                    .filter(folder -> Files.exists(folder.resolve("plugins").resolve("libjanus_videoroom.so")))
                    .findFirst()
                    .map(modules -> new JanusInstallation(program, modules));
        }
    }

    /** Its version as it says it itself, such as 1.1.2; empty where it says none. */
    String version() throws IOException {
        Process asked = new ProcessBuilder(List.of(program.toString(), "--help"))
                .redirectErrorStream(true)
                .start();
        try (var lines = asked.inputReader().lines()) {
            return lines.filter(line -> line.startsWith("Janus version:"))
                    .map(line -> line.replaceAll(".*\\(|\\).*", ""))
                    .findFirst()
                    .orElse("");
        }
    }
}
