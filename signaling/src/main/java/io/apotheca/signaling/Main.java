// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.log.Trail;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Whatever goes wrong is one line on standard error and an exit code. */
@Command(
        name = "apotheca",
        mixinStandardHelpOptions = true,
        description = "Video consultations for pharmacies, on your own server.",
        subcommands = {DemoCommand.class, ServeCommand.class, UserCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs a command to its end. A server ends when the process is told to. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> {
                    err.println(oneLine(String.valueOf(e.getMessage())) + " See apotheca --help.");
                    return ExitCode.USAGE.value();
                })
                .setExecutionExceptionHandler((e, command, given) -> failed(e, err))
                .execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof StartException start) {
            err.println(start.message());
            return start.exitCode().value();
        }
        err.println("Apotheca stopped for a reason it does not know, please report this: " + Trail.of(e));
        return ExitCode.INTERNAL.value();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
