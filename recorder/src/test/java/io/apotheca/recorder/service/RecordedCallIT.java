// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.apotheca.media.MediaServer;
import io.apotheca.media.control.LoopbackPeer;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.PartVerdict;
import io.apotheca.recorder.control.v1.RecordEvent;
import io.apotheca.recorder.control.v1.RecorderStatisticsRequest;
import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.StateChanged.State;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.matroska.SingleDocument;
import io.apotheca.recorder.matroska.StreamTracks;
import io.apotheca.recorder.testing.Recorded;
import io.apotheca.recorder.testing.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a participant's socket to a file that ffmpeg plays: a real media server, tapped, recorded, sealed, opened again. */
class RecordedCallIT {
    private static final RecordsPrivateKey KEY = RecordsPrivateKey.generate();
    private static final int CAMERA = 0x2222;
    private static final int MICROPHONE = 0x1111;
    private static final long PICTURE_NANOS = Duration.ofMillis(66).toNanos();
    private static final long SOUND_NANOS = Duration.ofMillis(20).toNanos();

    @TempDir
    private Path folder;

    /** Sends a stream in the time that it has, on the calling thread. */
    private static void play(LoopbackPeer peer, String mid, int ssrc, Recorded recorded, long frameNanos) {
        long next = System.nanoTime();
        RtpPacket packet = new RtpPacket();
        for (byte[] bytes : recorded.packets()) {
            packet.wrap(bytes, 0, bytes.length);
            synchronized (peer) {
                peer.send(mid, ssrc, packet);
            }
            if (packet.marker() || frameNanos == SOUND_NANOS) {
                next += frameNanos;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    /** The tap brings the last ones a little later. */
    private static void awaitPackets(Recorder recorder, int packets) {
        var statistics = RecordingGrpc.newBlockingStub(recorder.channel());
        RecorderStatisticsRequest request = RecorderStatisticsRequest.getDefaultInstance();
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (statistics.statistics(request).getPackets() < packets) {
            assertThat(System.nanoTime()).as("the packets come").isLessThan(deadlineNanos);
        }
    }

    @Test
    void aCallIsRecordedAndItsPicturesAndSoundPlay() throws Exception {
        RecorderConfig config = new RecorderConfig(
                List.of(KEY.publicKey()),
                folder,
                Optional.empty(),
                10,
                4 << 20,
                0,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
        UUID archive = UUID.randomUUID();
        try (MediaServer media =
                        MediaServer.start(ConfigFactory.parseString("loops = 1, udp.first-port = 0, tcp.first-port = 0,"
                                        + " udp.interfaces = [{ address = \"127.0.0.1\" }]")
                                .withFallback(ConfigFactory.parseFile(Path.of("../config/apotheca.conf")
                                                .toFile())
                                        .getConfig("media")));
                Recorder recorder = Recorder.start(config, media.channel());
                LoopbackPeer ann = new LoopbackPeer("ann")) {
            RecordingClient client = new RecordingClient(recorder.channel()).say(RecordingClient.begin(archive));
            client.until(State.RECORDING);
            ann.connect(MediaControlGrpc.newBlockingStub(media.channel()).join(ann.join("room")));
            Thread sound = Thread.ofVirtual().start(() -> play(ann, "0", MICROPHONE, Recorded.OPUS, SOUND_NANOS));
            play(ann, "1", CAMERA, Recorded.VP8, PICTURE_NANOS);
            sound.join();
            ann.check();
            awaitPackets(
                    recorder,
                    Recorded.VP8.packets().size() + Recorded.OPUS.packets().size());
            client.end();
            client.until(RecordEvent::hasEnded);
        }
        SealedPart part = SealedPart.read(folder.resolve(new PartName(archive, 1).fileName()), KEY);
        assertThat(part.verdict()).isInstanceOf(PartVerdict.Whole.class);
        Path file = folder.resolve("call.mkv");
        StreamTracks tracks = new StreamTracks();
        tracks.look(new ByteArrayInputStream(part.media()));
        try (OutputStream out = Files.newOutputStream(file)) {
            SingleDocument single = new SingleDocument(tracks.tracks(), 0, (bytes, offset, length) -> {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            single.add(new ByteArrayInputStream(part.media()));
            single.end();
        }
        // Without sender reports sound is placed by its arrival, so packets may overlap by some milliseconds.
        assertThat(Tool.complaints(file.toString())).allMatch(line -> line.contains("monotonically increasing dts"));
        assertThat(Tool.probe(file.toString(), "nb_read_frames"))
                .containsExactlyInAnyOrder(
                        Integer.toString(Recorded.VP8.frames()), Integer.toString(Recorded.OPUS.frames()));
    }
}
