// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.key.KeyFile;
import io.apotheca.recorder.key.RecordsPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new records key, and what is refused. */
final class KeysCommandTest {
    @TempDir
    Path folder;

    private ArchiveDesk.Ended make(String passphrase) throws IOException {
        Path file = Files.writeString(folder.resolve("passphrase"), passphrase + "\n");
        return ArchiveDesk.run(
                "keys",
                "new-records-key",
                "--out",
                folder.resolve("my.key").toString(),
                "--passphrase-file",
                file.toString());
    }

    @Test
    void theFileOpensAndTheLineIsItsPublicKey() throws IOException {
        ArchiveDesk.Ended ended = make("twelve letters");
        assertThat(ended.code()).isZero();
        String line = ended.out().lines().toList().getLast();
        Path file = folder.resolve("my.key");
        assertThat(KeyFile.open(Files.readString(file), "twelve letters".toCharArray()))
                .isInstanceOfSatisfying(
                        KeyFile.Opening.Opened.class,
                        opened -> assertThat(RecordsPublicKey.parse(line))
                                .contains(opened.key().publicKey()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsThereStays() throws IOException {
        Path file = Files.writeString(folder.resolve("my.key"), "precious");
        ArchiveDesk.Ended ended = make("twelve letters");
        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(ended.err()).hasLineCount(1).contains("already");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aShortPassphraseIsRefused() throws IOException {
        assertThat(make("eleven lett").code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(folder.resolve("my.key")).doesNotExist();
    }
}
