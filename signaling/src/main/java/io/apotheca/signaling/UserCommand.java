// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.account.Accounts;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.storage.Database;
import io.apotheca.signaling.storage.StorageException;
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
        Settings settings = CommandSettings.read(config);
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

    private static char[] password() throws StartException {
        char[] password = SecretInput.ask("Password, at least " + SHORTEST_PASSWORD + " characters: ");
        if (password == null || password.length < SHORTEST_PASSWORD) {
            throw new StartException(
                    ExitCode.USAGE,
                    "The password is shorter than " + SHORTEST_PASSWORD + " characters: choose another.");
        }
        return password;
    }
}
