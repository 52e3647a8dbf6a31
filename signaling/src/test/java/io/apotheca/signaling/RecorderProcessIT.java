// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.apotheca.media.control.LoopbackPeer;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.QualityRequest;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.PartReader;
import io.apotheca.recorder.control.v1.Begin;
import io.apotheca.recorder.control.v1.Content;
import io.apotheca.recorder.control.v1.PartEnded;
import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.recorder.control.v1.RecordEvent;
import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.StateChanged.State;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.matroska.MatroskaReader;
import io.apotheca.recorder.matroska.TrackEntry;
import io.apotheca.signaling.config.ControlSettings;
import io.apotheca.signaling.config.SettingsReader;
import io.apotheca.signaling.e2e.FreePort;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder as a process of its own, reached with certificates, and killed in the middle of a session. */
class RecorderProcessIT {
    private static final int PATIENCE_SECONDS = 30;
    private static final RecordsPrivateKey KEY = RecordsPrivateKey.generate();
    private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final UUID archive = UUID.randomUUID();
    private ControlLine.Identity identity;
    private ControlSettings.Address mediaAddress;
    private ControlSettings.Address recorderAddress;
    private MediaNode media;
    private Server mediaServer;

    @BeforeEach
    void start() throws Exception {
        identity = certificate("ours");
        mediaAddress = new ControlSettings.Address("127.0.0.1", FreePort.tcp());
        recorderAddress = new ControlSettings.Address("127.0.0.1", FreePort.tcp());
        media = EmbeddedMedia.start(SettingsReader.with(Map.of(
                        "media.loops",
                        1,
                        "media.udp.first-port",
                        0,
                        "media.tcp.first-port",
                        0,
                        "media.udp.interfaces",
                        List.of(Map.of("address", "127.0.0.1"))))
                .media());
        mediaServer = ControlLine.serve(mediaAddress, identity, media.service().orElseThrow());
        Files.writeString(folder.resolve("recorder.conf"), """
                recorder { keys = ["%s"], folder = "%s" }
                control { listen = "%s:%d", media = "%s:%d", certificate = "%s", private-key = "%s", trusted = "%s" }
                """.formatted(
                        KEY.publicKey(),
                        folder.resolve("archives"),
                        recorderAddress.host(),
                        recorderAddress.port(),
                        mediaAddress.host(),
                        mediaAddress.port(),
                        identity.certificate(),
                        identity.privateKey(),
                        identity.trusted()));
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
        mediaServer.shutdownNow();
        media.close();
    }

    /** A certificate of this machine that is trusted by whoever trusts it alone. */
    private ControlLine.Identity certificate(String name) throws IOException, InterruptedException {
        Path certificate = folder.resolve(name + ".pem");
        Path key = folder.resolve(name + ".key");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString(),
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + name,
                        "-addext",
                        "subjectAltName=IP:127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        return new ControlLine.Identity(certificate, key, certificate);
    }

    private Process recorder() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--role",
                        "recorder",
                        "--config",
                        folder.resolve("recorder.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("recorder.log").toFile()))
                .start();
        processes.add(process);
        return process;
    }

    /** Has the room recorded, as signaling does. */
    private static final class Client implements StreamObserver<RecordEvent> {
        final BlockingQueue<RecordEvent> events = new LinkedBlockingQueue<>();
        final CompletableFuture<Status> over = new CompletableFuture<>();
        final StreamObserver<RecordCommand> commands;

        Client(ManagedChannel channel, Begin begin) {
            commands = RecordingGrpc.newStub(channel).withWaitForReady().record(this);
            commands.onNext(RecordCommand.newBuilder().setBegin(begin).build());
        }

        @Override
        public void onNext(RecordEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable broken) {
            over.complete(Status.fromThrowable(broken));
        }

        @Override
        public void onCompleted() {
            over.complete(Status.OK);
        }

        RecordEvent until(Predicate<RecordEvent> kind) throws InterruptedException {
            RecordEvent event;
            do {
                event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("nothing came, and " + over.getNow(Status.OK));
                }
            } while (!kind.test(event));
            return event;
        }

        Status over() {
            return over.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private Begin begin(int partsBefore, long originMillis) {
        return Begin.newBuilder()
                .setArchiveId(archive.toString())
                .setRoomId("room")
                .setContent(Content.CONTENT_AUDIO)
                .setPartsBefore(partsBefore)
                .setOriginMillis(originMillis)
                .build();
    }

    private static void talk(LoopbackPeer peer, AtomicBoolean talking) {
        RtpPacket packet = new RtpPacket();
        byte[] bytes = new byte[12 + SILENCE.length];
        System.arraycopy(SILENCE, 0, bytes, 12, SILENCE.length);
        bytes[0] = (byte) 0x80;
        bytes[1] = 111;
        long begun = System.nanoTime();
        for (int i = 0; talking.get(); i++) {
            ByteBuffer.wrap(bytes).putShort(2, (short) i).putInt(4, i * 960);
            packet.wrap(bytes, 0, bytes.length);
            peer.send("0", 0x1111, packet);
            LockSupport.parkNanos(begun + i * 20_000_000L - System.nanoTime());
        }
    }

    private void awaitWritten(PartName part, long least) throws IOException {
        Path file = new LocalFolder(folder.resolve("archives")).open(part);
        long until = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (!Files.exists(file) || Files.size(file) < least) {
            assertThat(System.nanoTime()).as("it is written").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aSessionGoesOnWhenItsRecorderWasKilled() throws Exception {
        Process first = recorder();
        ManagedChannel channel = ControlLine.to(recorderAddress, identity);
        AtomicBoolean talking = new AtomicBoolean(true);
        try (LoopbackPeer ann = new LoopbackPeer("ann")) {
            ann.connect(MediaControlGrpc.newBlockingStub(media.channel()).join(ann.join("room")));
            Thread.ofVirtual().start(() -> talk(ann, talking));
            long beganMillis = System.currentTimeMillis();
            Client client = new Client(channel, begin(0, beganMillis));
            client.until(event -> event.getStateChanged().getState() == State.RECORDING);
            awaitWritten(new PartName(archive, 1), 20_000);
            long killedMillis = System.currentTimeMillis();
            first.destroyForcibly();
            assertThat(client.over().getCode()).isEqualTo(Status.Code.UNAVAILABLE);

            recorder();
            Client next = new Client(channel, begin(1, beganMillis));
            PartEnded recovered = next.until(RecordEvent::hasPartEnded).getPartEnded();
            assertThat(recovered.getPart()).isEqualTo(1);
            assertThat(next.until(RecordEvent::hasPartBegun).getPartBegun().getPart())
                    .isEqualTo(2);
            awaitWritten(new PartName(archive, 2), 12_000);
            next.commands.onCompleted();
            assertThat(next.until(RecordEvent::hasPartEnded).getPartEnded().getLast())
                    .isTrue();
            assertThat(next.over().isOk()).isTrue();

            Path file = folder.resolve("archives").resolve(new PartName(archive, 1).fileName());
            assertThat(recovered.getDigest())
                    .isEqualTo(ByteString.copyFrom(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
            List<Long> before = times(1);
            assertThat(killedMillis - beganMillis - before.getLast()).isLessThan(1_000);
            assertThat(times(2).getFirst()).isGreaterThan(before.getLast());
        } finally {
            talking.set(false);
            channel.shutdownNow();
        }
    }

    /** When the frames of a part were, on the archive's timeline. */
    private List<Long> times(int part) throws Exception {
        Path file = folder.resolve("archives").resolve(new PartName(archive, part).fileName());
        List<Long> times = new ArrayList<>();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            PartReader reader = PartReader.open(channel, KEY);
            ByteBuffer bytes = ByteBuffer.allocate((int) reader.mediaBytes());
            reader.media(0, bytes);
            new MatroskaReader(new ByteArrayInputStream(bytes.array())).read(new MatroskaReader.Visitor() {
                @Override
                public void document(long position, Collection<TrackEntry> tracks) {}

                @Override
                public void block(int track, long timeMillis, boolean key, byte[] frame) {
                    times.add(timeMillis);
                }
            });
        }
        assertThat(times).isNotEmpty();
        return times;
    }

    @Test
    void whoeverShowsAnotherCertificateIsNotServed() throws Exception {
        ControlLine.Identity strange = certificate("strange");
        ControlLine.Identity trusting =
                new ControlLine.Identity(strange.certificate(), strange.privateKey(), identity.trusted());
        assertThat(refused(trusting)).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(refused(strange)).as("nor do we trust others").isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(refused(identity)).isEqualTo(Status.Code.NOT_FOUND);
    }

    private Status.Code refused(ControlLine.Identity shown) throws StartException {
        ManagedChannel channel = ControlLine.to(mediaAddress, shown);
        try {
            var _ = MediaControlGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .quality(QualityRequest.newBuilder().setRoomId("none").build());
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }
}
