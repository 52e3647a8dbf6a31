// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A package that apt-get can install: for root at once, for anybody else through sudo, and only after a yes.
 *
 * @param what it is, for people
 */
record DebianPackage(String name, String what) {
    private static final String INSTALL = "apt-get -q update && apt-get -q install -y --no-install-recommends \"$1\"";

    /**
     * Returns when it is installed.
     *
     * @param agrees answers a question of yes or no
     * @param says what goes on
     * @throws IOException where that was not wanted or does not work; the message says what to do
     */
    void install(boolean root, Predicate<String> agrees, PrintWriter says) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw new IOException(what + " is not installed, and without apt-get the bench cannot install it.");
        }
        if (!root
                && !agrees.test(what + " is not installed. Install Debian's package \"" + name + "\" through sudo?")) {
            throw new IOException(what + " is not installed: sudo apt-get install " + name + " does that.");
        }
        says.println("Installing " + what + " ...");
        says.flush();
        Path log = Files.createTempFile("apt-get", ".log");
        try {
            run(root, log);
        } finally {
            Files.delete(log);
        }
    }

    private void run(boolean root, Path log) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command(root))
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            List<String> lines = Files.readAllLines(log);
            throw new IOException(
                    "apt-get could not install " + name + ": " + (lines.isEmpty() ? code : lines.getLast()));
        }
    }

    List<String> command(boolean root) {
        List<String> command = new ArrayList<>(root ? List.of() : List.of("sudo"));
        command.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", INSTALL, "sh", name));
        return command;
    }
}
