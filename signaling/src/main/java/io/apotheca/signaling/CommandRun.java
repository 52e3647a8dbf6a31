// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.log.Trail;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Runs a command line to its end. Whatever goes wrong is one line on standard error and an {@link ExitCode}. */
public final class CommandRun {
    private CommandRun() {}

    /** Without arguments the help is shown. */
    public static int run(Object command, PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> {
                    String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
                    err.println(sentence(String.valueOf(e.getMessage())) + " See " + help + ".");
                    return ExitCode.USAGE.value();
                })
                .setExecutionExceptionHandler((e, line, given) -> failed(e, err))
                .execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof StartException start) {
            err.println(sentence(start.message()));
            return start.exitCode().value();
        }
        err.println(sentence("Apotheca stopped for a reason it does not know, please report this: " + Trail.of(e)));
        return ExitCode.INTERNAL.value();
    }

    /** In one line, with a mark at its end. */
    private static String sentence(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.matches(".*[.?!]") ? line : line + ".";
    }
}
