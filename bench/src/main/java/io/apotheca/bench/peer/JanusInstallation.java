// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Debian's Janus as it is on this machine.
 *
 * @param program the server
 * @param modules the folder of its plugins and transports
 */
record JanusInstallation(Path program, Path modules) {
    private static final DebianPackage PACKAGE = new DebianPackage("janus", "Janus");

    /**
     * Installs it where it is missing. Debian starts its packages' servers: that one may go on, the bench starts its own.
     *
     * @param agrees answers a question of yes or no; is asked where this process is not root's
     */
    static JanusInstallation findOrInstall(Predicate<String> agrees, PrintWriter says)
            throws IOException, InterruptedException {
        Optional<JanusInstallation> found = find();
        if (found.isPresent()) {
            return found.get();
        }
        PACKAGE.install(System.getProperty("user.name").equals("root"), agrees, says);
        return find().orElseThrow(() -> new IOException("Janus is installed, but not where Debian puts it."));
    }

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
