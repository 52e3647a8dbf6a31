// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.recorder.archive.ArchiveLimits;
import io.apotheca.recorder.archive.ArchiveListener;
import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartEnd;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.SessionArchive;
import io.apotheca.recorder.archive.Sha256;
import io.apotheca.recorder.key.KeyId;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.seal.Sealing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do. */
abstract class StoreContract {
    static final PartName NAME = new PartName(new UUID(1, 2), 1);
    private static final long STEP = Duration.ofSeconds(1).toNanos();

    @TempDir
    Path path;

    LocalFolder folder = new LocalFolder(Path.of("."));
    byte[] part = new byte[0];

    abstract ArchiveStore store();

    /** From now on it takes nothing, or everything again. */
    abstract void refuse(boolean refuses) throws IOException;

    @BeforeEach
    void record() throws IOException {
        folder = new LocalFolder(Files.createDirectories(path.resolve("recorded")));
        part = recorded(NAME, 30_000);
    }

    /** A part that has its end. */
    byte[] recorded(PartName name, int mediaBytes) throws IOException {
        SessionArchive archive = new SessionArchive(
                name.archive(),
                name.part() - 1,
                folder,
                List.of(RecordsPrivateKey.generate().publicKey()),
                Sealing.best(),
                ArchiveLimits.DEFAULT,
                new Nobody());
        archive.turn(STEP);
        byte[] piece = new byte[Math.min(mediaBytes, 1 << 20)];
        for (int at = 0; at < mediaBytes; at += piece.length) {
            assertThat(archive.media(name.part(), piece, 0, piece.length, STEP)).isTrue();
            archive.turn(STEP);
        }
        archive.end();
        assertThat(archive.turn(2 * STEP)).isEqualTo(Long.MAX_VALUE);
        return Files.readAllBytes(folder.finished(name));
    }

    private record Nobody() implements ArchiveListener {
        @Override
        public void onPartBegun(PartName part, List<KeyId> recipients, Sha256 headerDigest) {}

        @Override
        public void onPartEnded(PartEnd end) {}
    }

    byte[] stored(PartName name) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) store().lengthBytes(name));
        store().read(name, 0, all);
        return all.array();
    }

    @Test
    void keepsWhatItIsGiven() throws IOException {
        PartName second = new PartName(NAME.archive(), 2);
        byte[] others = recorded(second, 10);
        store().put(second, folder.finished(second));
        store().put(NAME, folder.finished(NAME));
        store().put(NAME, folder.finished(NAME));
        assertThat(store().parts()).containsExactly(NAME, second);
        assertThat(stored(NAME)).isEqualTo(part);
        assertThat(stored(second)).isEqualTo(others);
        ByteBuffer piece = ByteBuffer.allocate(1_000);
        store().read(NAME, 777, piece);
        assertThat(piece.array()).isEqualTo(Arrays.copyOfRange(part, 777, 1_777));
        assertThatThrownBy(() -> store().read(NAME, part.length - 10, ByteBuffer.allocate(11)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void isReadAsAFileIs() throws IOException {
        byte[] large = recorded(new PartName(NAME.archive(), 2), 3 << 20);
        store().put(new PartName(NAME.archive(), 2), folder.finished(new PartName(NAME.archive(), 2)));
        StoreChannel channel = new StoreChannel(store(), new PartName(NAME.archive(), 2));
        assertThat(channel.size()).isEqualTo(large.length);
        for (int at : new int[] {1 << 20, 5, (1 << 20) - 7, large.length - 9}) {
            ByteBuffer piece = ByteBuffer.allocate(100);
            channel.position(at);
            while (piece.hasRemaining() && channel.read(piece) >= 0) {}
            assertThat(Arrays.copyOf(piece.array(), piece.position()))
                    .isEqualTo(Arrays.copyOfRange(large, at, Math.min(at + 100, large.length)));
        }
        refuse(true);
        assertThatThrownBy(() -> channel.position(0).read(ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class);
        refuse(false);
        ByteBuffer first = ByteBuffer.allocate(1);
        assertThat(channel.position(0).read(first)).isEqualTo(1);
        assertThat(first.get(0)).isEqualTo(large[0]);
    }

    @Test
    void saysThatAPartIsNotHere() {
        assertThatThrownBy(() -> store().lengthBytes(NAME)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store().read(NAME, 0, ByteBuffer.allocate(1))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void neverReplacesAPart() throws IOException {
        store().put(NAME, folder.finished(NAME));
        Path other = Files.write(path.resolve("other"), new byte[9]);
        assertThatThrownBy(() -> store().put(NAME, other)).isInstanceOf(IOException.class);
        assertThat(stored(NAME)).isEqualTo(part);
    }

    @Test
    void destroysKeysBeforeBytes() throws IOException {
        store().put(NAME, folder.finished(NAME));
        byte[] wrapped = Arrays.copyOfRange(part, 56, 136);
        assertThat(stored(NAME)).containsSequence(wrapped);
        store().destroyKeys(NAME);
        store().destroyKeys(NAME);
        assertThat(Arrays.copyOfRange(stored(NAME), 56, 136)).containsOnly(0);
        store().delete(NAME);
        store().delete(NAME);
        assertThat(store().parts()).isEmpty();
    }

    @Test
    void theFileGoesWhenTheStoreHasIt() throws IOException {
        Uploads uploads = new Uploads(folder, store());
        uploads.turn(0);
        assertThat(folder.parts()).isEmpty();
        assertThat(stored(NAME)).isEqualTo(part);
    }

    @Test
    void aRefusalOfMinutesLosesNothing() throws IOException {
        Uploads uploads = new Uploads(folder, store());
        refuse(true);
        long minutes = Duration.ofMinutes(5).toNanos();
        int turns = 0;
        long now = 0;
        for (; now < minutes; now = uploads.turn(now)) {
            turns++;
            assertThat(folder.finished(NAME)).exists();
        }
        assertThat(uploads.refused()).isEqualTo(1);
        assertThat(turns).isLessThan(80);
        refuse(false);
        for (int i = 0; i < 20; i++) {
            now = uploads.turn(now);
        }
        assertThat(uploads.refused()).isZero();
        assertThat(folder.parts()).isEmpty();
        assertThat(stored(NAME)).isEqualTo(part);
    }
}
