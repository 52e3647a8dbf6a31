// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.signaling.CommandRun;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Command;

/** The bench's command line; the launcher runs it for {@code ./apotheca bench}. */
@Command(
        name = "apotheca bench",
        mixinStandardHelpOptions = true,
        description = "Measures Apotheca, and makes networks bad on purpose.",
        subcommands = {BweCommand.class, JmhCommand.class, LinkCommand.class, LoadCommand.class, RecordCommand.class})
public final class Main {
    /** All commands. */
    public Main() {}

    public static void main(String[] args) {
        // Figures read the same everywhere, and pictures need no screen.
        Locale.setDefault(Locale.ROOT);
        System.setProperty("java.awt.headless", "true");
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(CommandRun.run(new Main(), out, err, args));
    }
}
