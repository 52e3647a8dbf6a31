// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.archive.PartVerdict;
import io.apotheca.recorder.archive.PartVerifier;
import io.apotheca.recorder.key.KeyFile;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The recording that the web client's tests play is one that this version opens, and writes. */
final class PlaybackFixtureTest {
    private static final Path FOLDER = Path.of("..", "signaling", "web", "test", "recording");

    private static RecordsPrivateKey key() throws IOException {
        String text = Files.readString(FOLDER.resolve("key.json"));
        return switch (KeyFile.open(text, PlaybackFixture.PASSPHRASE.toCharArray())) {
            case KeyFile.Opening.Opened(RecordsPrivateKey key) -> key;
            case KeyFile.Opening.WrongPassphrase _, KeyFile.Opening.Foreign _ -> throw new AssertionError();
        };
    }

    private static PartVerdict verdict(int part) throws IOException {
        Path file = FOLDER.resolve(PlaybackFixture.ARCHIVE + ".000" + part + ".apo");
        try (FileChannel channel = FileChannel.open(file)) {
            return new PartVerifier(Optional.of(key()), Optional.empty(), false).verify(channel);
        }
    }

    @Test
    void opens() throws IOException {
        assertThat(verdict(1))
                .isInstanceOfSatisfying(
                        PartVerdict.Unfinished.class,
                        found -> assertThat(found.closedOff()).isTrue());
        assertThat(verdict(2))
                .isInstanceOfSatisfying(
                        PartVerdict.Whole.class,
                        found -> assertThat(found.archiveEnds()).isTrue());
    }
}
