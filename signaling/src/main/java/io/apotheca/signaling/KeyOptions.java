// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.key.KeyFile;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The private key that a command opens archives with; it stays in this process. */
final class KeyOptions {
    @Option(names = "--key", paramLabel = "FILE", description = "The private records key.")
    private @Nullable Path key;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Its first line is the key's passphrase; without it the passphrase is asked for.")
    private @Nullable Path passphraseFile;

    /** Empty where none was given. */
    Optional<RecordsPrivateKey> open() throws StartException {
        return key == null ? Optional.empty() : Optional.of(open(key));
    }

    private RecordsPrivateKey open(Path file) throws StartException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.USAGE, "The key " + file + " cannot be read: check its path and its permissions.");
        }
        char[] passphrase = SecretInput.passphrase(passphraseFile, "Passphrase of " + file + ": ");
        try {
            return switch (KeyFile.open(text, passphrase)) {
                case KeyFile.Opening.Opened(RecordsPrivateKey opened) -> opened;
                case KeyFile.Opening.WrongPassphrase() ->
                    throw new StartException(
                            ExitCode.WRONG_PASSPHRASE,
                            "The passphrase does not open the key " + file + ", or the key's file was changed.");
                case KeyFile.Opening.Foreign() ->
                    throw new StartException(ExitCode.FOREIGN, "The file " + file + " is no records key.");
            };
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }
}
