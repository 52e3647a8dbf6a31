// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Passwords and passphrases. Whoever asks for one wipes it. */
final class SecretInput {
    private SecretInput() {}

    /** From the terminal without showing it, else the first line of a piped input; null at its end. */
    @SuppressWarnings("SystemConsoleNull") // it is null where the runtime's own console was chosen
    static char @Nullable [] ask(String question) throws StartException {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            return console.readPassword("%s", question);
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? null : line.toCharArray();
        } catch (IOException e) {
            throw new StartException(ExitCode.USAGE, "It cannot be read from standard input.");
        }
    }

    /** A file's first line, or asked for. */
    static char[] passphrase(@Nullable Path file, String question) throws StartException {
        char[] passphrase = file == null ? ask(question) : firstLine(file);
        if (passphrase == null) {
            throw new StartException(ExitCode.USAGE, "There is no passphrase on standard input.");
        }
        return passphrase;
    }

    /** One that is to be set: on a terminal it is asked for twice. */
    static char[] newPassphrase(@Nullable Path file, int shortest) throws StartException {
        char[] passphrase = passphrase(file, "New passphrase, at least " + shortest + " characters: ");
        if (passphrase.length < shortest) {
            throw new StartException(
                    ExitCode.USAGE, "The passphrase is shorter than " + shortest + " characters: choose another.");
        }
        if (file == null && Terminal.interactive()) {
            char[] again = passphrase(null, "Once more: ");
            boolean same = Arrays.equals(passphrase, again);
            Arrays.fill(again, ' ');
            if (!same) {
                throw new StartException(ExitCode.USAGE, "The two passphrases differ: try again.");
            }
        }
        return passphrase;
    }

    private static char[] firstLine(Path file) throws StartException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("").toCharArray();
        } catch (IOException | UncheckedIOException e) {
            throw new StartException(ExitCode.USAGE, "The passphrase file " + file + " cannot be read.");
        }
    }
}
