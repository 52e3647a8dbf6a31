// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.account.Accounts;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.config.SettingsException;
import io.apotheca.signaling.config.SettingsReader;
import io.apotheca.signaling.storage.Database;
import io.apotheca.signaling.storage.StorageException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The accounts of the staff. With the embedded database the server must not be running meanwhile. */
@Command(name = "user", mixinStandardHelpOptions = true, description = "Staff accounts.")
final class UserCommand {
    private static final int SHORTEST_PASSWORD = 12;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Command(mixinStandardHelpOptions = true, description = "Adds an account; asks for its password.")
    int add(
            @Parameters(paramLabel = "LOGIN", description = "What to sign in with.") String login,
            @Option(names = "--name", required = true, description = "The name that people see.") String name,
            @Option(names = "--config", paramLabel = "FILE", description = "Configuration, as for serve.") @Nullable
                    Path config)
            throws StartException {
        Logs.json();
        Settings settings = settings(config);
        char[] password = password();
        try (Database database = Database.open(settings.storage())) {
            Accounts accounts = new Accounts(database.jdbi(), InstantSource.system(), new SecureRandom());
            if (!accounts.add(login, name, password)) {
                throw new StartException(ExitCode.USAGE, "There is an account of that login already: choose another.");
            }
        } catch (StorageException e) {
            throw new StartException(ExitCode.STORAGE, e.message());
        } finally {
            Arrays.fill(password, ' ');
        }
        spec.commandLine().getOut().println("Added. The account can sign in now.");
        return 0;
    }

    private static Settings settings(@Nullable Path config) throws StartException {
        try {
            return config == null ? SettingsReader.defaults() : SettingsReader.read(config);
        } catch (SettingsException e) {
            throw new StartException(ExitCode.SETTINGS, e.message());
        }
    }

    /** From the terminal without showing it, or the first line of a piped input. */
    @SuppressWarnings("SystemConsoleNull") // it is null where the runtime's own console was chosen
    private static char[] password() throws StartException {
        Console console = System.console();
        char[] password = console != null && console.isTerminal()
                ? console.readPassword("Password, at least %d characters: ", SHORTEST_PASSWORD)
                : firstLine();
        if (password == null || password.length < SHORTEST_PASSWORD) {
            throw new StartException(
                    ExitCode.USAGE,
                    "The password is shorter than " + SHORTEST_PASSWORD + " characters: choose another.");
        }
        return password;
    }

    private static char @Nullable [] firstLine() throws StartException {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? null : line.toCharArray();
        } catch (IOException e) {
            throw new StartException(ExitCode.USAGE, "The password cannot be read from standard input.");
        }
    }
}
