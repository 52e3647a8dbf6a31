// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.testing.Property;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorders that are killed at random moments. */
class KilledRecorderTest {
    private static final int ROUNDS = 5;
    private static final int AT_ONCE = 4;

    @TempDir
    private Path path;

    private final List<RecorderProcess> recorders = new ArrayList<>();

    @AfterEach
    void endAll() {
        recorders.forEach(RecorderProcess::close);
    }

    @Test
    void whatWasWrittenASecondBeforeOpens() throws IOException, InterruptedException {
        LocalFolder folder = new LocalFolder(path);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < ROUNDS; i++) {
            recorders.clear();
            List<UUID> archives = new ArrayList<>();
            for (int j = 0; j < AT_ONCE; j++) {
                archives.add(new UUID(i, j));
                recorders.add(new RecorderProcess(path, Recorded.KEY.publicKey(), "libcrypto", archives.getLast(), ""));
            }
            for (int j = 0; j < AT_ONCE; j++) {
                recorders.get(j).awaitBegun();
                long killedNanos = recorders.get(j).killAfter(Duration.ofMillis(random.nextInt(700)));
                assertOpens(folder, new PartName(archives.get(j), 1), killedNanos);
            }
        }
        assertThat(folder.parts()).hasSize(ROUNDS * AT_ONCE);
        assertThat(Recovery.recover(folder)).isEmpty();
    }

    private static void assertOpens(LocalFolder folder, PartName name, long killedNanos) throws IOException {
        byte[] left = Files.readAllBytes(folder.open(name));
        PartVerdict found = Recorded.verify(left, true);
        assertThat(found)
                .isInstanceOfSatisfying(
                        PartVerdict.Unfinished.class,
                        unfinished -> assertThat(unfinished.closedOff()).isFalse());
        byte[] media = Recorded.media(left, Recorded.KEY);
        long last = RecorderProcess.times(media).getLast();
        assertThat(Duration.ofNanos(killedNanos - last)).isLessThan(Duration.ofSeconds(1));
        List<Recovery.Outcome> outcomes = Recovery.recover(folder).stream()
                .filter(outcome -> !(outcome instanceof Recovery.Outcome.BeingWritten))
                .toList();
        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Recovery.Outcome.ClosedOff.class,
                        closed -> assertThat(closed.end().name()).isEqualTo(name));
        assertThat(folder.open(name)).doesNotExist();
        byte[] recovered = Files.readAllBytes(folder.finished(name));
        assertThat(Recorded.media(recovered, Recorded.KEY)).isEqualTo(media);
        assertThat(Recorded.verify(recovered, false))
                .isInstanceOfSatisfying(
                        PartVerdict.Unfinished.class,
                        unfinished -> assertThat(unfinished.closedOff()).isTrue());
    }

    @Test
    void whateverACrashLeavesIsClosedOffOrDeleted() throws IOException {
        LocalFolder folder = new LocalFolder(path);
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        recorded.media(new byte[3_000]);
        recorded.archive.end();
        recorded.pass(Duration.ofSeconds(1));
        byte[] whole = recorded.file(1);
        PartName name = new PartName(recorded.id, 1);
        Property.check(1, 100, random -> {
            int length = random.nextInt(whole.length + 1);
            try {
                Files.write(folder.open(name), Arrays.copyOf(whole, length));
                assertThat(Recovery.recover(folder)).hasSize(1);
                assertThat(folder.open(name)).doesNotExist();
                if (Files.exists(folder.finished(name))) {
                    assertSound(folder, name);
                    assertThat(Files.size(folder.finished(name))).isGreaterThanOrEqualTo(length - 511);
                    Files.delete(folder.finished(name));
                } else {
                    assertThat(length).isLessThan(PartHeader.LONGEST);
                }
                assertThat(Recovery.recover(folder)).isEmpty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void assertSound(LocalFolder folder, PartName name) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(folder.finished(name))) {
            assertThat(new PartVerifier(Optional.of(Recorded.KEY), Optional.empty(), false).verify(channel))
                    .isNotInstanceOf(PartVerdict.Broken.class);
        }
    }

    @Test
    void aFinishedPartIsNeverReplaced() throws IOException {
        LocalFolder folder = new LocalFolder(path);
        PartName name = new PartName(new UUID(0, 9), 1);
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        recorded.archive.end();
        recorded.pass(Duration.ofSeconds(1));
        Files.write(folder.open(name), recorded.file(1));
        Files.writeString(folder.finished(name), "whole");
        assertThat(Recovery.recover(folder)).containsExactly(new Recovery.Outcome.Failed(name, DiskTrouble.GONE));
        assertThat(folder.finished(name)).hasContent("whole");
    }

    @Test
    void whatIsBeingWrittenOrIsNotOursIsLeft() throws IOException {
        LocalFolder folder = new LocalFolder(path);
        PartName written = new PartName(new UUID(0, 1), 1);
        PartName foreign = new PartName(new UUID(0, 2), 1);
        Files.writeString(folder.open(foreign), "a letter");
        PartFile file = folder.create(written);
        assertThat(Recovery.recover(folder))
                .containsExactly(
                        new Recovery.Outcome.BeingWritten(written),
                        new Recovery.Outcome.NotOurs(foreign, new PartProblem.Foreign()));
        file.close();
        assertThat(Recovery.recover(folder)).contains(new Recovery.Outcome.Empty(written));
        assertThat(folder.open(foreign)).hasContent("a letter");
    }

    @Test
    void theSessionGoesOnInTheNextPart() throws IOException {
        LocalFolder folder = new LocalFolder(path);
        UUID archive = new UUID(0, 3);
        folder.create(new PartName(archive, 1)).close();
        assertThat(folder.lastPart(archive)).isEqualTo(1);
        folder.create(new PartName(archive, 2)).finish();
        assertThat(folder.lastPart(archive)).isEqualTo(2);
        assertThat(folder.lastPart(new UUID(0, 4))).isZero();
        assertThatThrownBy(() -> folder.create(new PartName(archive, 2)))
                .isInstanceOf(FileAlreadyExistsException.class);
    }
}
