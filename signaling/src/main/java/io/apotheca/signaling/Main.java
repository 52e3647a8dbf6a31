// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

/** The server's command line. */
@Command(
        name = "apotheca",
        mixinStandardHelpOptions = true,
        description = "Video consultations for pharmacies, on your own server.",
        footer = "%nMeasurements have a command line of their own: apotheca bench --help.",
        subcommands = {DemoCommand.class, ServeCommand.class, UserCommand.class, KeysCommand.class, ArchiveCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs a command to its end. A server ends when the process is told to. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return CommandRun.run(new Main(), out, err, args);
    }
}
