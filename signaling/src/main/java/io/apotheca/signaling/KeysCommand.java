// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.key.KeyFile;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keys that recordings are sealed for. To be run on the custodian's machine, not on the server. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = "Records keys, which recordings are sealed for.")
final class KeysCommand {
    static final int SHORTEST_PASSPHRASE = 12;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Command(
            name = "new-records-key",
            mixinStandardHelpOptions = true,
            description = "Makes a records key: a file that opens recordings, and a line for the server.")
    int newRecordsKey(
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the private key goes.")
                    Path out,
            @Option(
                            names = "--passphrase-file",
                            paramLabel = "FILE",
                            description = "Its first line is the passphrase; without it the passphrase is asked for.")
                    @Nullable
                    Path passphraseFile)
            throws StartException {
        char[] passphrase = SecretInput.newPassphrase(passphraseFile, SHORTEST_PASSPHRASE);
        RecordsPrivateKey key = RecordsPrivateKey.generate();
        try {
            write(out, KeyFile.seal(key, passphrase, new SecureRandom()));
        } finally {
            Arrays.fill(passphrase, ' ');
        }
        PrintWriter print = spec.commandLine().getOut();
        print.println(
                "The private key is in " + out + ", sealed by the passphrase. Keep both off the server, and a copy of"
                        + " each in a safe place: without them nobody ever opens what is recorded for it.");
        print.println();
        print.println("The server needs this line in recorder.keys:");
        print.println();
        print.println(key.publicKey());
        return 0;
    }

    /** A file that is there stays as it is: it may be the only key to something. */
    private static void write(Path out, String text) throws StartException {
        FileAttribute<?>[] ownersAlone =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(out, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersAlone)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new StartException(
                    ExitCode.USAGE, "There is a file " + out + " already, perhaps a key: choose another name.");
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.STORAGE, "The file " + out + " cannot be written: check its folder and its permissions.");
        }
    }
}
