// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.control.v1.TapEvent;
import io.apotheca.media.control.v1.TapRoomTold;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.PartVerdict;
import io.apotheca.recorder.control.v1.Begin;
import io.apotheca.recorder.control.v1.Content;
import io.apotheca.recorder.control.v1.Fact;
import io.apotheca.recorder.control.v1.PartBegun;
import io.apotheca.recorder.control.v1.PartEnded;
import io.apotheca.recorder.control.v1.PartRef;
import io.apotheca.recorder.control.v1.RecordEvent;
import io.apotheca.recorder.control.v1.RecorderStatistics;
import io.apotheca.recorder.control.v1.RecorderStatisticsRequest;
import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.RecoveredPart;
import io.apotheca.recorder.control.v1.RecoveredRequest;
import io.apotheca.recorder.control.v1.StateChanged;
import io.apotheca.recorder.control.v1.StateChanged.State;
import io.apotheca.recorder.control.v1.Trouble;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.key.RecordsPublicKey;
import io.apotheca.recorder.service.TapServer.Tap;
import io.apotheca.recorder.testing.Recorded;
import io.apotheca.recorder.testing.TestSession;
import io.grpc.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder's service, its archives in a folder, on a media server that says what a test says. */
class RecordingServiceTest {
    private static final RecordsPrivateKey KEY = RecordsPrivateKey.generate();
    private static final int PACKETS = 60;
    private static final long LONG_PART_BYTES = 100L << 30;

    @TempDir
    private Path folder;

    private final UUID archive = UUID.randomUUID();
    private TapServer media;
    private @Nullable Recorder recorder;

    @BeforeEach
    void start() throws IOException {
        media = new TapServer();
    }

    @AfterEach
    void stop() {
        if (recorder != null) {
            recorder.close();
        }
        media.close();
    }

    private Recorder recorder(Duration grace, int sessions, RecordsPublicKey... keys) throws IOException {
        Recorder started = Recorder.start(
                new RecorderConfig(
                        List.of(keys), folder, Optional.empty(), sessions, 4 << 20, 0, grace, Duration.ofSeconds(10)),
                media.channel());
        recorder = started;
        return started;
    }

    private RecordingClient client(Begin.Builder begin) throws IOException {
        Recorder running = recorder == null ? recorder(Duration.ofSeconds(10), 2, KEY.publicKey()) : recorder;
        return new RecordingClient(running.channel()).say(begin);
    }

    private SealedPart part(int number) throws Exception {
        return SealedPart.read(folder.resolve(new PartName(archive, number).fileName()), KEY);
    }

    @Test
    void aSessionIsRecordedIntoAnArchive() throws Exception {
        long before = System.currentTimeMillis();
        RecordingClient client = client(RecordingClient.begin(archive)
                .addFacts(Fact.newBuilder().setJson("{\"note\":\"person\",\"participant\":\"ann\",\"name\":\"Ann\"}"))
                .addFacts(Fact.newBuilder().setJson("nonsense")));
        PartBegun begun = client.until(RecordEvent::hasPartBegun).getLast().getPartBegun();
        assertThat(begun.getPart()).isEqualTo(1);
        assertThat(begun.getKeyIdsList()).containsExactly(KEY.publicKey().id().toString());
        client.until(State.RECORDING);
        Tap tap = media.next();
        assertThat(tap.request().getBegin().getRoomId()).isEqualTo("room");
        tap.play(1, "ann", Recorded.VP8, PACKETS);
        client.fact("{\"note\":\"consent\",\"participant\":\"ann\"}");
        assertThat(tap.request().getKeyframe().getTrack()).isEqualTo(1);
        client.end();
        PartEnded ended = client.until(RecordEvent::hasPartEnded).getLast().getPartEnded();
        assertThat(ended.getLast()).isTrue();
        client.until(RecordEvent::hasEnded);
        assertThat(client.over().isOk()).isTrue();
        tap.awaitOver();
        byte[] file = Files.readAllBytes(folder.resolve(new PartName(archive, 1).fileName()));
        assertThat(ended.getDigest().toByteArray())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(file));
        assertThat(ended.getLength()).isEqualTo(file.length);
        SealedPart part = part(1);
        assertThat(part.verdict())
                .isInstanceOfSatisfying(
                        PartVerdict.Whole.class,
                        whole -> assertThat(whole.archiveEnds()).isTrue());
        assertThat(TestSession.documents(part.media()).getFirst().blocks()).isNotEmpty();
        assertThat(part.notes().getFirst())
                .startsWith("{\"note\":\"session\",\"archive\":\"" + archive)
                .contains("\"timeMillis\":0");
        long epoch = Long.parseLong(part.notes().getFirst().replaceAll(".*\"epochMillis\":(\\d+).*", "$1"));
        assertThat(epoch).isBetween(before, System.currentTimeMillis());
        assertThat(part.notes())
                .anyMatch(note -> note.startsWith("{\"note\":\"person\""))
                .anyMatch(note -> note.startsWith("{\"note\":\"consent\""))
                .anyMatch(note -> note.startsWith("{\"note\":\"joined\"") && note.contains("\"name\":\"Ann\""))
                .noneMatch(note -> note.contains("nonsense"));
    }

    @Test
    void whilePausedTheRoomIsNotTapped() throws Exception {
        RecordingClient client = client(RecordingClient.begin(archive).setContent(Content.CONTENT_AUDIO));
        Tap first = media.next();
        assertThat(first.request().getBegin().getVideo()).isFalse();
        first.play(1, "ann", Recorded.OPUS, PACKETS);
        first.awaitRecorded();
        client.pause();
        client.until(State.PAUSED);
        first.awaitOver();
        client.resume();
        client.until(State.RECORDING);
        Tap second = media.next();
        second.play(1, "ann", Recorded.OPUS, PACKETS);
        second.awaitRecorded();
        second.tell(TapEvent.newBuilder().setRoomTold(TapRoomTold.getDefaultInstance()));
        client.fact("{\"note\":\"recordingResumed\"}");
        client.end();
        client.until(RecordEvent::hasEnded);
        List<String> notes = part(1).notes();
        assertThat(notes.stream().filter(note -> note.startsWith("{\"note\":\"joined\"")))
                .hasSize(1);
        assertThat(notes.stream().filter(note -> note.startsWith("{\"note\":\"trackAdded\"")))
                .hasSize(1);
        assertThat(notes.stream().filter(note -> note.startsWith("{\"note\":\"ended\"")))
                .hasSize(2);
    }

    @Test
    void aMediaServerThatFailsIsTappedAgain() throws Exception {
        RecordingClient client = client(RecordingClient.begin(archive));
        client.until(State.RECORDING);
        Tap first = media.next();
        first.play(1, "ann", Recorded.VP8, PACKETS);
        first.fail(Status.UNAVAILABLE);
        StateChanged stopped = client.until(State.STOPPED);
        assertThat(stopped.getTrouble()).isEqualTo(Trouble.TROUBLE_NO_MEDIA);
        media.next().fail(Status.UNAVAILABLE);
        Tap third = media.next();
        // Somebody else is there now.
        third.play(1, "ben", Recorded.VP8, PACKETS);
        client.until(State.RECORDING);
        client.end();
        client.until(RecordEvent::hasEnded);
        assertThat(part(1).notes())
                .anyMatch(note -> note.startsWith("{\"note\":\"left\"") && note.contains("ann"))
                .anyMatch(note -> note.startsWith("{\"note\":\"joined\"") && note.contains("ben"));
    }

    @Test
    void whoeverHadItRecordedVanishesAndThePartEnds() throws Exception {
        recorder(Duration.ZERO, 2, KEY.publicKey());
        RecordingClient client = client(RecordingClient.begin(archive));
        client.until(State.RECORDING);
        Tap tap = media.next();
        tap.play(1, "ann", Recorded.VP8, PACKETS);
        client.vanish();
        tap.awaitOver();
        RecordingClient next =
                client(RecordingClient.begin(archive).setPartsBefore(1).setOriginMillis(1));
        List<RecordEvent> events = next.until(RecordEvent::hasPartBegun);
        assertThat(events.getLast().getPartBegun().getPart()).isEqualTo(2);
        next.until(State.RECORDING);
        next.end();
        next.until(RecordEvent::hasEnded);
        assertThat(part(1).verdict())
                .isInstanceOfSatisfying(
                        PartVerdict.Whole.class,
                        whole -> assertThat(whole.archiveEnds()).isFalse());
        assertThat(part(2).notes().getFirst()).contains("\"epochMillis\":1,");
    }

    @Test
    void anotherStreamTakesAnArchiveOverAndHearsOfItsEnds() throws Exception {
        RecordingClient first = client(RecordingClient.begin(archive));
        first.until(State.RECORDING);
        media.next();
        first.vanish();
        RecordingClient second = client(RecordingClient.begin(archive).setPartsBefore(1));
        List<RecordEvent> events = second.until(RecordEvent::hasPartBegun);
        assertThat(events.getFirst().getPartEnded().getPart()).isEqualTo(1);
        assertThat(events.getFirst().getPartEnded().getLast()).isFalse();
        RecordingClient third = client(RecordingClient.begin(archive).setPartsBefore(2));
        assertThat(second.over().getCode()).isEqualTo(Status.Code.ABORTED);
        second.until(RecordEvent::hasPartEnded);
        third.until(RecordEvent::hasPartBegun);
        third.end();
        third.until(RecordEvent::hasEnded);
        assertThat(third.over().isOk()).isTrue();
    }

    private PartRef asked(int number) {
        return PartRef.newBuilder()
                .setArchiveId(archive.toString())
                .setPart(number)
                .build();
    }

    @Test
    void anEndThatNobodyHeardOfIsToldWhenAsked() throws Exception {
        RecordingClient client = client(RecordingClient.begin(archive));
        client.until(State.RECORDING);
        RecordingGrpc.RecordingBlockingStub stub =
                RecordingGrpc.newBlockingStub(Objects.requireNonNull(recorder).channel());
        RecoveredRequest asked =
                RecoveredRequest.newBuilder().addParts(asked(1)).build();
        assertThat(stub.recovered(asked).getPartsList())
                .as("it is being recorded")
                .isEmpty();
        client.end();
        List<RecordEvent> events = client.until(RecordEvent::hasEnded);
        client.over();
        PartEnded ended = events.stream()
                .filter(RecordEvent::hasPartEnded)
                .findFirst()
                .orElseThrow()
                .getPartEnded();
        List<RecoveredPart> parts = List.of();
        while (parts.isEmpty()) { // the session goes right after its last word
            parts = stub.recovered(asked).getPartsList();
        }
        assertThat(parts).singleElement().satisfies(part -> {
            assertThat(part.getOutcome()).isEqualTo(RecoveredPart.Outcome.WHOLE);
            assertThat(part.getDigest()).isEqualTo(ended.getDigest());
            assertThat(part.getLength()).isEqualTo(ended.getLength());
        });
    }

    @Test
    void whatACrashLeftIsClosedOffAndReported() throws Exception {
        RecordingClient client = client(RecordingClient.begin(archive));
        client.until(State.RECORDING);
        client.fact("{\"note\":\"" + "x".repeat(6_000) + "\"}");
        client.end();
        client.until(RecordEvent::hasEnded);
        if (recorder != null) {
            recorder.close();
        }
        Path whole = folder.resolve(new PartName(archive, 1).fileName());
        byte[] bytes = Files.readAllBytes(whole);
        Files.delete(whole);
        Files.write(folder.resolve(new PartName(archive, 1).openFileName()), Arrays.copyOf(bytes, bytes.length - 60));
        Files.write(folder.resolve(new PartName(archive, 2).openFileName()), new byte[0]);
        Files.write(folder.resolve(new PartName(archive, 3).fileName()), new byte[100]);
        Recorder again = recorder(Duration.ofSeconds(10), 2, KEY.publicKey());
        RecoveredRequest asked = RecoveredRequest.newBuilder()
                .addParts(asked(1))
                .addParts(asked(3))
                .addParts(asked(4))
                .addParts(PartRef.newBuilder().setArchiveId("../x").setPart(1))
                .build();
        RecordingGrpc.RecordingBlockingStub stub = RecordingGrpc.newBlockingStub(again.channel());
        List<RecoveredPart> parts = stub.recovered(asked).getPartsList();
        while (parts.size() < 4) { // closing them off takes its time
            parts = stub.recovered(asked).getPartsList();
        }
        assertThat(parts.stream()
                        .sorted(Comparator.comparingInt(RecoveredPart::getPart))
                        .map(RecoveredPart::getOutcome))
                .containsExactly(
                        RecoveredPart.Outcome.UNFINISHED,
                        RecoveredPart.Outcome.LOST,
                        RecoveredPart.Outcome.LEFT,
                        RecoveredPart.Outcome.LOST);
        assertThat(parts.stream()
                        .filter(part -> part.getPart() == 1)
                        .findFirst()
                        .orElseThrow()
                        .getDigest()
                        .toByteArray())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(whole)));
        RecordingClient next = client(RecordingClient.begin(archive).setPartsBefore(2));
        assertThat(next.until(RecordEvent::hasPartBegun)
                        .getFirst()
                        .getPartEnded()
                        .getPart())
                .isEqualTo(1);
        next.end();
        next.until(RecordEvent::hasEnded);
    }

    /** A crash may leave hours of sessions, all of which want to go on. */
    @Test
    void recordingGoesOnWhileALongPartIsClosedOff() throws Exception {
        RecordingClient client = client(RecordingClient.begin(archive));
        client.until(State.RECORDING);
        client.end();
        client.until(RecordEvent::hasEnded);
        Objects.requireNonNull(recorder).close();
        Path open = folder.resolve(new PartName(archive, 1).openFileName());
        Files.move(folder.resolve(new PartName(archive, 1).fileName()), open);
        try (FileChannel channel = FileChannel.open(open, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), LONG_PART_BYTES); // most of it is a hole
        }
        recorder(Duration.ofSeconds(10), 1, KEY.publicKey());
        RecordingClient next = client(RecordingClient.begin(archive).setPartsBefore(1));
        assertThat(next.until(RecordEvent::hasPartBegun)
                        .getLast()
                        .getPartBegun()
                        .getPart())
                .isEqualTo(2);
        next.until(State.RECORDING);
        assertThat(open).exists();
        next.end();
        next.until(RecordEvent::hasEnded);
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        recorder(Duration.ofSeconds(10), 1);
        assertThat(client(RecordingClient.begin(archive)).over().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        if (recorder != null) {
            recorder.close();
        }
        Recorder running = recorder(Duration.ofSeconds(10), 1, KEY.publicKey());
        assertThat(client(RecordingClient.begin(archive).setArchiveId("../x"))
                        .over()
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(client(RecordingClient.begin(archive).setContentValue(77))
                        .over()
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        RecordingClient one = client(RecordingClient.begin(archive));
        one.until(State.RECORDING);
        assertThat(client(RecordingClient.begin(UUID.randomUUID())).over().getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        RecorderStatistics statistics = RecordingGrpc.newBlockingStub(running.channel())
                .statistics(RecorderStatisticsRequest.getDefaultInstance());
        assertThat(statistics.getSessions()).isEqualTo(1);
        assertThat(statistics.getPartsBegun()).isEqualTo(1);
    }
}
