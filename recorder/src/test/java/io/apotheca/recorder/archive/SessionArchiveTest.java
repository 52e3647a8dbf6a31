// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.seal.LibcryptoSealing;
import io.apotheca.recorder.seal.Sealing;
import io.apotheca.recorder.seal.TinkSealing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writing and reading in virtual time, on a disk that fails as told. */
class SessionArchiveTest {
    private static final Duration SOON = Duration.ofMillis(700);

    static List<Sealing> sealings() {
        return List.of(new LibcryptoSealing(), new TinkSealing());
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("sealings")
    void whatIsPutInComesOutAgain(Sealing sealing) {
        Property.check(1, 20, random -> {
            Recorded recorded = new Recorded(sealing);
            ByteArrayOutputStream media = new ByteArrayOutputStream();
            List<byte[]> notes = new ArrayList<>();
            recorded.pass(Duration.ZERO);
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(5) == 0) {
                    byte[] note = bytes(random, 1 + random.nextInt(2_000));
                    notes.add(note);
                    assertThat(recorded.note(note)).isTrue();
                } else {
                    byte[] piece = bytes(random, random.nextInt(3_000));
                    media.writeBytes(piece);
                    assertThat(recorded.media(piece)).isTrue();
                }
                recorded.pass(Duration.ofMillis(random.nextInt(900)));
            }
            recorded.archive.end();
            recorded.pass(SOON);
            byte[] file = recorded.file(1);
            assertThat(Recorded.media(file, Recorded.KEY)).isEqualTo(media.toByteArray());
            assertThat(Recorded.media(file, Recorded.SECOND_KEY)).isEqualTo(media.toByteArray());
            assertThat(Recorded.notes(file)).containsExactlyElementsOf(notes);
            PartEnd end = recorded.ended.getFirst();
            assertThat(end.digest()).isEqualTo(Sha256.of(file));
            assertThat(end.lengthBytes()).isEqualTo(file.length);
            assertThat(Recorded.verify(file, false))
                    .isEqualTo(new PartVerdict.Whole(
                            new PartName(recorded.id, 1), end.digest(), OptionalLong.of(media.size()), true));
            assertReadsAnywhere(random, file, media.toByteArray());
        });
    }

    private static void assertReadsAnywhere(RandomGenerator random, byte[] file, byte[] media) {
        try {
            PartReader reader = PartReader.open(new Bytes(file), Recorded.KEY);
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(media.length + 1);
                ByteBuffer to = ByteBuffer.allocate(random.nextInt(5_000));
                int read = reader.media(from, to);
                assertThat(read).isEqualTo(Math.min(to.capacity(), media.length - from));
                assertThat(Arrays.copyOf(to.array(), read)).isEqualTo(Arrays.copyOfRange(media, from, from + read));
            }
        } catch (IOException | PartException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasPutASecondAgoIsOnTheDisk() {
        Property.check(2, 50, random -> {
            Recorded recorded = new Recorded();
            recorded.pass(Duration.ZERO);
            byte[] early = bytes(random, 1 + random.nextInt(2_000));
            recorded.media(early);
            recorded.pass(Duration.ofMillis(600 + random.nextInt(400)));
            recorded.media(bytes(random, random.nextInt(2_000)));
            byte[] file = Objects.requireNonNull(recorded.disk.open.get(new PartName(recorded.id, 1)));
            assertThat(Recorded.media(file, Recorded.KEY)).isEqualTo(early);
            assertThat(Recorded.verify(file, true)).isInstanceOf(PartVerdict.Unfinished.class);
        });
    }

    @Test
    void theDiskHasToHaveItOnceASecondOnly() {
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        int before = recorded.disk.forced;
        for (int i = 0; i < 100; i++) {
            recorded.media(new byte[500]);
            recorded.pass(Duration.ofMillis(100));
        }
        assertThat(recorded.disk.forced - before).isBetween(8, 10);
    }

    @Test
    void aFullDiskIsToldOfAndNothingIsLostWhileMemoryLasts() {
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        byte[] first = new byte[10_000];
        Arrays.fill(first, (byte) 7);
        recorded.media(first);
        recorded.disk.roomBytes = 3_333;
        recorded.pass(Duration.ofSeconds(3));
        assertThat(recorded.media(first)).isTrue();
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos))
                .isInstanceOfSatisfying(
                        ArchiveState.Behind.class,
                        behind -> assertThat(behind.trouble()).isEqualTo(DiskTrouble.FULL));
        recorded.disk.roomBytes = Long.MAX_VALUE;
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Recording(1));
        recorded.archive.end();
        recorded.pass(SOON);
        assertThat(Recorded.media(recorded.file(1), Recorded.KEY))
                .hasSize(20_000)
                .containsOnly(7);
        assertThat(Recorded.verify(recorded.file(1), false)).isInstanceOf(PartVerdict.Whole.class);
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Ended());
    }

    @Test
    void whatFindsNoMemoryEndsThePartAndANewOneBegins() {
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        recorded.disk.roomBytes = 100;
        int taken = 0;
        while (recorded.media(new byte[1_000])) {
            taken += 1_000;
            recorded.pass(Duration.ofMillis(50));
        }
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Stopped(DiskTrouble.FULL));
        recorded.disk.roomBytes = Long.MAX_VALUE;
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Recording(2));
        assertThat(recorded.archive.media(1, new byte[1], 0, 1, recorded.nowNanos))
                .isFalse();
        assertThat(recorded.media(new byte[5])).isTrue();
        recorded.archive.end();
        recorded.pass(SOON);
        assertThat(Recorded.media(recorded.file(1), Recorded.KEY)).hasSize(taken);
        assertThat(Recorded.media(recorded.file(2), Recorded.KEY)).hasSize(5);
        assertThat(archiveEnds(recorded.file(1))).isFalse();
        assertThat(archiveEnds(recorded.file(2))).isTrue();
        assertThat(recorded.begun).hasSize(2);
        assertThat(recorded.ended).hasSize(2);
    }

    private static boolean archiveEnds(byte[] file) {
        return Recorded.verify(file, false) instanceof PartVerdict.Whole whole && whole.archiveEnds();
    }

    @Test
    void aFileThatIsGoneIsLeftAndANewPartBeginsWhenItCan() {
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        recorded.media(new byte[10]);
        recorded.disk.failure = Optional.of(new NoSuchFileException("part"));
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Stopped(DiskTrouble.GONE));
        assertThat(recorded.media(new byte[10])).isFalse();
        recorded.disk.failure = Optional.empty();
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Recording(2));
    }

    @Test
    void whatTheDiskMayHaveDroppedIsGivenUpAndANewPartBegins() {
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        recorded.media(new byte[10]);
        recorded.disk.forceFailure = Optional.of(new IOException("Input/output error"));
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Stopped(DiskTrouble.GONE));
        recorded.pass(Duration.ofSeconds(5));
        assertThat(recorded.disk.open)
                .as("one more file, however often it is tried")
                .hasSize(2);
        recorded.disk.forceFailure = Optional.empty();
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Recording(2));
        recorded.media(new byte[20]);
        recorded.archive.end();
        recorded.pass(SOON);
        assertThat(Recorded.verify(recorded.file(2), false)).isInstanceOf(PartVerdict.Whole.class);
        assertThat(Recorded.media(recorded.file(2), Recorded.KEY)).hasSize(20);
        assertThat(recorded.disk.finished).hasSize(1);
    }

    @Test
    void anEndThatTheDiskMayHaveDroppedIsWrittenInAPartOfItsOwn() {
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        recorded.disk.forceFailure = Optional.of(new IOException("Input/output error"));
        recorded.archive.end();
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.disk.finished).isEmpty();
        recorded.disk.forceFailure = Optional.empty();
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Ended());
        assertThat(archiveEnds(recorded.file(2))).isTrue();
    }

    @Test
    void aDiskCountsAsFullWhileItHasNoRoomForOthers() {
        AtomicLong freeBytes = new AtomicLong(1_000_000);
        Recorded recorded = new Recorded(disk -> new RoomKept(disk, freeBytes::get, 900_000));
        recorded.pass(Duration.ZERO);
        recorded.media(new byte[10]);
        recorded.pass(Duration.ofSeconds(1));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Recording(1));
        freeBytes.set(900_511);
        recorded.media(new byte[10]);
        recorded.pass(Duration.ofSeconds(3));
        assertThat(recorded.archive.state(recorded.nowNanos))
                .isInstanceOfSatisfying(
                        ArchiveState.Behind.class,
                        behind -> assertThat(behind.trouble()).isEqualTo(DiskTrouble.FULL));
        freeBytes.set(900_512);
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Recording(1));
        freeBytes.set(899_999);
        Recorded late = new Recorded(disk -> new RoomKept(disk, freeBytes::get, 900_000));
        late.pass(Duration.ofSeconds(2));
        assertThat(late.archive.state(late.nowNanos)).isEqualTo(new ArchiveState.Stopped(DiskTrouble.FULL));
        assertThat(late.disk.open).isEmpty();
    }

    @Test
    void noPartComesTwiceWhenTheFolderForgets() {
        Recorded recorded = new Recorded();
        SessionArchive second = new SessionArchive(
                recorded.id,
                3,
                recorded.disk,
                List.of(Recorded.KEY.publicKey()),
                new LibcryptoSealing(),
                Recorded.LIMITS,
                recorded);
        second.turn(1);
        assertThat(second.part()).isEqualTo(4);
    }

    @Test
    void aDiskThatDoesNotReturnIsToldOf() {
        Recorded recorded = new Recorded();
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Beginning());
        recorded.pass(Duration.ZERO);
        recorded.media(new byte[10]);
        recorded.nowNanos += Duration.ofSeconds(2).toNanos();
        assertThat(recorded.archive.state(recorded.nowNanos))
                .isEqualTo(new ArchiveState.Behind(
                        1, DiskTrouble.SLOW, Duration.ofSeconds(2).toNanos()));
    }

    @Test
    void numbersOfPartsMayRunOut() {
        Recorded recorded = new Recorded();
        SessionArchive second = new SessionArchive(
                recorded.id,
                PartName.MOST,
                recorded.disk,
                List.of(Recorded.KEY.publicKey()),
                new LibcryptoSealing(),
                Recorded.LIMITS,
                recorded);
        second.turn(1);
        assertThat(second.state(1)).isEqualTo(new ArchiveState.Stopped(DiskTrouble.GONE));
    }

    @Test
    void aSlowDiskIsCalledSlow() {
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        recorded.media(new byte[10]);
        recorded.disk.failure = Optional.of(new IOException("Input/output error"));
        recorded.pass(Duration.ofSeconds(1));
        recorded.disk.failure = Optional.empty();
        assertThat(recorded.archive.part()).isEqualTo(1);
        recorded.pass(Duration.ofSeconds(2));
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Recording(1));
        for (int i = 0; i < 60; i++) {
            recorded.media(new byte[1_000]);
        }
        while (recorded.media(new byte[1_000])) {
            recorded.nowNanos += 1;
        }
        assertThat(recorded.archive.state(recorded.nowNanos)).isEqualTo(new ArchiveState.Stopped(DiskTrouble.SLOW));
    }

    @Test
    void anotherKeyIsToldFromATamperedFile() {
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        recorded.archive.end();
        recorded.pass(SOON);
        assertThat(Recorded.verify(recorded.file(1), false, Optional.of(RecordsPrivateKey.generate())))
                .isInstanceOfSatisfying(
                        PartVerdict.Broken.class,
                        broken -> assertThat(broken.problem())
                                .isEqualTo(new PartProblem.WrongKey(List.of(
                                        Recorded.KEY.publicKey().id(),
                                        Recorded.SECOND_KEY.publicKey().id()))));
    }
}
