// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.load.Apotheca;
import io.apotheca.bench.load.Sfu;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which server is put under load, and how many threads of the bench do it. */
final class TargetOptions {
    private static final String PASSWORD = "APOTHECA_BENCH_PASSWORD";

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "A server that runs, such as https://visits.example.org; else one of this build is started.")
    private @Nullable URI target;

    @Option(
            names = "--user",
            paramLabel = "LOGIN",
            description = "The target's staff account to use. Its password comes from the environment, " + PASSWORD
                    + ", or is asked for.")
    private @Nullable String user;

    @Option(
            names = "--metrics",
            paramLabel = "URL",
            description = "Where the target tells its figures, such as http://10.0.0.5:9464/metrics.")
    private @Nullable URI metrics;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the bench that move media (default: one for each two processors).")
    private @Nullable Integer threads;

    @Option(
            names = "--joins-at-once",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many join at the same time in the beginning (default: 16).")
    private int joinsAtOnce;

    int threads() {
        return threads == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : threads;
    }

    int joinsAtOnce() {
        return joinsAtOnce;
    }

    boolean elsewhere() {
        return target != null;
    }

    Sfu open(CommandLine command) throws IOException, InterruptedException {
        if (target == null) {
            return Apotheca.start();
        }
        if (target.getScheme() == null || !target.getScheme().matches("https?") || target.getHost() == null) {
            throw new ParameterException(command, "--target is an address such as https://visits.example.org.");
        }
        if (user == null) {
            throw new ParameterException(command, "--target needs --user, a staff account of that server.");
        }
        return Apotheca.at(target, new Apotheca.Credentials(user, password(command)), metrics);
    }

    /** From the environment, or from the terminal without showing it; never from the command line. */
    private static String password(CommandLine command) {
        String given = System.getenv(PASSWORD);
        if (given != null) {
            return given;
        }
        @SuppressWarnings("SystemConsoleNull") // it is null where the runtime's own console was chosen
        Console console = System.console();
        char[] typed = console != null && console.isTerminal() ? console.readPassword("Password: ") : null;
        if (typed == null) {
            throw new ParameterException(command, "Set " + PASSWORD + " to the account's password.");
        }
        return new String(typed);
    }
}
