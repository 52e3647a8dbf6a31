// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.Source;
import io.apotheca.recorder.matroska.SingleDocument;
import io.apotheca.recorder.matroska.StreamTracks;
import io.apotheca.recorder.tap.TapEvent.TrackStarted;
import io.apotheca.recorder.testing.Arrival;
import io.apotheca.recorder.testing.Recorded;
import io.apotheca.recorder.testing.TestSession;
import io.apotheca.recorder.testing.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other people's players make of our streams: ffmpeg decodes every frame without a complaint, mkvinfo reads all. */
class PlayableIT {
    private static final long ORIGIN = 5_000_000_000L;

    private final Set<Integer> joined = new HashSet<>();

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void everyFrameIsDecoded(Recorded recorded) throws IOException {
        TestSession session = new TestSession(ORIGIN);
        session.join(ORIGIN, "ann");
        Source source = recorded.encoding().codec().video() ? Source.CAMERA : Source.MICROPHONE;
        session.start(ORIGIN, 1, "ann", source, recorded.encoding());
        play(session, 1, recorded, 0);
        String file = file(session);
        assertThat(session.blocks(1).size()).isEqualTo(recorded.frames());
        assertThat(Tool.complaints(file)).isEmpty();
        assertThat(Tool.probe(file, "nb_read_frames")).containsExactly(Integer.toString(recorded.frames()));
        assertThat(Tool.run("mkvinfo", file)).noneMatch(line -> line.contains("rror"));
    }

    /** What is lost, late or comes twice leaves nothing in the file that a decoder cannot use. */
    @ParameterizedTest
    @EnumSource
    void lossLeavesNothingBroken(Recorded recorded) throws IOException {
        RandomGenerator random = new SplittableRandom(3);
        TestSession session = new TestSession(ORIGIN);
        session.join(ORIGIN, "ann");
        session.start(ORIGIN, 1, "ann", Source.CAMERA, recorded.encoding());
        List<Arrival> arrivals = new ArrayList<>();
        for (Arrival each : arrivals(1, recorded, 0)) {
            boolean first = each.nanos() == ORIGIN + 30 * TestSession.MILLI;
            int fate = first ? 50 : random.nextInt(100);
            if (fate >= 10) {
                arrivals.add(each.later(fate < 30 ? random.nextLong(400) : 0));
            }
            if (fate > 95) {
                arrivals.add(each.later(random.nextLong(400)));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::nanos));
        arrivals.forEach(each -> session.packet(each.nanos(), 1, each.packet()));
        String file = file(session);
        int frames = session.blocks(1).size();
        assertThat(frames).isBetween(1, recorded == Recorded.RED ? 151 : recorded.frames() - 1);
        assertThat(session.notes(SessionNote.Gap.class)).isNotEmpty();
        assertThat(Tool.complaints(file)).isEmpty();
        assertThat(Tool.probe(file, "nb_read_frames")).containsExactly(Integer.toString(frames));
    }

    /** Of several documents ffmpeg reads the first; made one, it reads all of them. */
    @Test
    void aSessionThatPeopleJoinIsDecodedAsOneFile() throws IOException {
        TestSession session = new TestSession(ORIGIN);
        session.join(ORIGIN, "ann");
        session.start(ORIGIN, 1, "ann", Source.MICROPHONE, Recorded.OPUS.encoding());
        session.start(ORIGIN, 2, "ann", Source.CAMERA, Recorded.VP8.encoding());
        List<Arrival> arrivals = new ArrayList<>();
        arrivals.addAll(arrivals(1, Recorded.OPUS, 0));
        arrivals.addAll(arrivals(2, Recorded.VP8, 0));
        arrivals.addAll(arrivals(3, Recorded.H264, 1_500));
        arrivals.addAll(arrivals(4, Recorded.AV1, 2_500));
        arrivals.addAll(arrivals(5, Recorded.VP9, 2_500));
        arrivals.sort(Comparator.comparingLong(Arrival::nanos));
        for (Arrival arrival : arrivals) {
            if (arrival.track() > 2 && joined.add(arrival.track())) {
                String who = "p" + arrival.track();
                session.join(arrival.nanos(), who);
                session.start(
                        arrival.nanos(),
                        arrival.track(),
                        who,
                        Source.CAMERA,
                        arrival.recorded().encoding());
            }
            session.packet(arrival.nanos(), arrival.track(), arrival.packet());
        }
        byte[] stream = session.end();
        assertThat(session.documents()).hasSizeGreaterThan(2);

        StreamTracks tracks = new StreamTracks();
        tracks.look(new ByteArrayInputStream(stream));
        Path file = folder.resolve("one.mkv");
        try (OutputStream out = Files.newOutputStream(file)) {
            SingleDocument single = new SingleDocument(tracks.tracks(), 0, (bytes, offset, length) -> {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            single.add(new ByteArrayInputStream(stream));
            single.end();
        }
        assertThat(Tool.complaints(file.toString())).isEmpty();
        assertThat(Tool.probe(file.toString(), "codec_name,nb_read_frames"))
                .containsExactly("opus,151", "vp8,45", "h264,45", "av1,45", "vp9,45");
        assertThat(Tool.probe(file.toString(), "start_time"))
                .containsExactly("0.023000", "0.030000", "1.530000", "2.530000", "2.530000");
    }

    /** Each document of a stream is one that can be read alone. */
    @Test
    void everyDocumentIsReadAlone() throws IOException {
        TestSession session = new TestSession(ORIGIN);
        session.join(ORIGIN, "ann");
        session.start(ORIGIN, 1, "ann", Source.MICROPHONE, Recorded.OPUS.encoding());
        play(session, 1, Recorded.OPUS, 0);
        session.start(ORIGIN + 4_000 * TestSession.MILLI, 2, "ann", Source.CAMERA, Recorded.VP8.encoding());
        play(session, 2, Recorded.VP8, 4_000);
        byte[] stream = session.end();
        int second = (int) session.documents().get(1).position();
        Path file = folder.resolve("second.mkv");
        Files.write(file, Arrays.copyOfRange(stream, second, stream.length));
        assertThat(Tool.probe(file.toString(), "codec_name,nb_read_frames")).contains("vp8,45");
    }

    /** A player is told that it lacks a key, and takes nothing for a picture. */
    @Test
    void encryptedTracksAreLabelled() throws IOException {
        TestSession session = new TestSession(ORIGIN);
        session.join(ORIGIN, "ann");
        session.on(new TrackStarted(ORIGIN, 1, "ann", Source.CAMERA, Recorded.VP9.encoding(), true));
        play(session, 1, Recorded.VP9, 0);
        assertThat(Tool.run("mkvinfo", file(session)))
                .anyMatch(line -> line.contains("Type: 1 (encryption)"))
                .anyMatch(line -> line.contains("0x53 0x46 0x72 0x61 0x6d 0x65"));
    }

    private String file(TestSession session) throws IOException {
        return Files.write(folder.resolve("session.mkv"), session.end()).toString();
    }

    private static void play(TestSession session, int track, Recorded recorded, long afterMillis) {
        arrivals(track, recorded, afterMillis).forEach(each -> session.packet(each.nanos(), track, each.packet()));
    }

    private static List<Arrival> arrivals(int track, Recorded recorded, long afterMillis) {
        return Arrival.all(track, recorded, ORIGIN, afterMillis);
    }
}
