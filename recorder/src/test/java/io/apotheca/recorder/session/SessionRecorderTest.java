// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import static io.apotheca.recorder.testing.TestSession.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.Source;
import io.apotheca.recorder.matroska.TrackEntry;
import io.apotheca.recorder.tap.TapEvent.MediaPacket;
import io.apotheca.recorder.tap.TapEvent.PacketsDropped;
import io.apotheca.recorder.tap.TapEvent.ParticipantLeft;
import io.apotheca.recorder.tap.TapEvent.SenderReported;
import io.apotheca.recorder.tap.TapEvent.TrackEnded;
import io.apotheca.recorder.tap.TapEvent.TrackPaused;
import io.apotheca.recorder.tap.TapEvent.TrackResumed;
import io.apotheca.recorder.tap.TapEvent.TrackStarted;
import io.apotheca.recorder.testing.Packetizer;
import io.apotheca.recorder.testing.TestSession;
import io.apotheca.recorder.testing.TestSession.Block;
import io.apotheca.recorder.testing.TestSession.Document;
import io.apotheca.recorder.testing.TestSession.Wish;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionRecorderTest {
    private static final long ORIGIN = 7_000 * MILLI;
    private static final Encoding OPUS = new Encoding(Codec.OPUS, 111, Encoding.NONE);
    private static final Encoding VP8 = new Encoding(Codec.VP8, 96, Encoding.NONE);
    private static final Encoding VP9 = new Encoding(Codec.VP9, 98, Encoding.NONE);
    private static final byte TWENTY_MILLIS = (byte) 0xF8;
    private static final byte[] VP8_HEADER = {0x10, 2, 0, (byte) 0x9D, 1, 0x2A, 0x40, 1, (byte) 0xB4, 0, 9, 9};

    private final TestSession session = new TestSession(ORIGIN);

    /** A camera of thirty frames a second of one packet each, or a microphone of fifty. */
    private final class Device {
        final int track;
        final int stream;
        private final boolean video;
        private final Packetizer rtp;
        private final int ssrc;
        private int frames;

        Device(int track, int stream, boolean video) {
            this.track = track;
            this.stream = stream;
            this.video = video;
            this.ssrc = 100 * track + stream;
            this.rtp = new Packetizer(video ? 96 : 111, ssrc, 65_530);
        }

        byte[] next(long millis, boolean key) {
            byte[] payload = new byte[1 + VP8_HEADER.length];
            payload[0] = video ? 0x10 : TWENTY_MILLIS;
            System.arraycopy(VP8_HEADER, 0, payload, 1, VP8_HEADER.length);
            payload[1] |= (byte) (key ? 0 : 1);
            payload[11] = (byte) stream;
            payload[12] = (byte) frames++;
            long timestamp = millis * (video ? 90 : 48) & 0xFFFF_FFFFL;
            return rtp.packet(timestamp, true, payload);
        }

        void send(long millis, boolean key) {
            session.on(new MediaPacket(ORIGIN + millis * MILLI, track, stream, next(millis, key)));
        }

        void send(long fromMillis, long toMillis, int keyEvery) {
            for (long at = fromMillis; at < toMillis; at += video ? 33 : 20) {
                send(at, (at - fromMillis) / 33 % keyEvery == 0);
            }
        }
    }

    private static long at(long millis) {
        return ORIGIN + millis * MILLI;
    }

    @Test
    void tracksThatBeginTogetherShareADocument() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        session.start(at(0), 2, "ann", Source.CAMERA, VP8);
        new Device(1, 0, false).send(100, 300, 1);
        new Device(2, 0, true).send(300, 400, 30);
        session.end();
        List<Document> documents = session.documents();
        assertThat(documents).hasSize(1);
        assertThat(documents.getFirst().tracks())
                .extracting(TrackEntry::codecId)
                .containsExactly("A_OPUS", "V_VP8");
        assertThat(documents.getFirst().tracks().get(1).media()).isEqualTo(new TrackEntry.Picture(320, 180));
        assertThat(documents.getFirst().tracks())
                .extracting(TrackEntry::name)
                .containsExactly("ann (microphone)", "ann (camera)");
        assertThat(session.blocks(1)).hasSize(10);
        assertThat(session.blocks(1).getFirst().timeMillis()).isEqualTo(100);
        assertThat(session.blocks(2).getFirst().timeMillis()).isEqualTo(300);
    }

    /** A microphone that is published anew is placed anew, perhaps into what it sent before. */
    @Test
    void soundWaitsForTheSoundBefore() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        new Device(1, 0, false).send(100, 500, 1);
        session.on(new TrackEnded(at(450), 1));
        session.start(at(450), 2, "ann", Source.MICROPHONE, OPUS);
        new Device(2, 0, false).send(450, 1_000, 1);
        session.end();
        List<Long> times = session.blocks(1).stream().map(Block::timeMillis).toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(15L, 50L);
        }
        assertThat(times).hasSize(20 + 28).endsWith(970L, 990L);
    }

    @Test
    void soundThatWouldBeLateIsLeftOutAndNoted() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        new Device(1, 0, false).send(100, 500, 1);
        session.on(new TrackEnded(at(200), 1));
        session.start(at(200), 2, "ann", Source.MICROPHONE, OPUS);
        new Device(2, 0, false).send(200, 1_000, 1);
        session.end();
        List<Long> times = session.blocks(1).stream().map(Block::timeMillis).toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(15L, 25L);
        }
        assertThat(times).endsWith(960L, 980L);
        assertThat(session.notes(SessionNote.Gap.class))
                .singleElement()
                .satisfies(gap -> assertThat(gap.packets()).isBetween(9L, 11L));
    }

    @Test
    void aKeyFrameIsAskedForAtTheStart() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.CAMERA, VP8);
        Device camera = new Device(1, 0, true);
        camera.send(0, false);
        camera.send(33, false);
        assertThat(session.wishes).containsExactly(new Wish(1, 0));
        camera.send(1000, false);
        assertThat(session.wishes).containsExactly(new Wish(1, 0), new Wish(1, 0));
    }

    @Test
    void whoComesLaterBeginsAnotherDocumentAndNothingIsLost() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        Device ann = new Device(1, 0, false);
        ann.send(0, 1000, 1);
        session.join(at(1000), "bob");
        session.start(at(1000), 2, "bob", Source.MICROPHONE, OPUS);
        Device bob = new Device(2, 0, false);
        for (long at = 1000; at < 2000; at += 20) {
            ann.send(at, true);
            bob.send(at, true);
        }
        session.end();
        assertThat(session.documents()).hasSize(2);
        assertThat(session.documents().get(1).tracks())
                .extracting(TrackEntry::number)
                .containsExactly(1, 2);
        assertThat(session.blocks(1)).hasSize(100);
        assertThat(session.blocks(2)).hasSize(50);
        assertThat(session.notes(SessionNote.DocumentBegan.class))
                .extracting(SessionNote.DocumentBegan::position)
                .containsExactly(0L, session.documents().get(1).position());
    }

    /** A camera that sends nothing usable keeps nobody waiting. */
    @Test
    void nobodyWaitsForLong() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        session.start(at(0), 2, "ann", Source.CAMERA, VP8);
        Device microphone = new Device(1, 0, false);
        microphone.send(0, 380, 1);
        assertThat(session.ends()).isEmpty();
        microphone.send(380, 420, 1);
        assertThat(session.ends()).isNotEmpty();
    }

    @Test
    void comingBackGoesOnInTheSameTrack() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        new Device(1, 0, false).send(0, 500, 1);
        session.on(new ParticipantLeft(at(500), "ann"));
        session.join(at(900), "ann");
        session.start(at(900), 2, "ann", Source.MICROPHONE, OPUS);
        new Device(2, 0, false).send(1000, 1500, 1);
        session.end();
        assertThat(session.documents()).hasSize(1);
        assertThat(session.blocks(1)).hasSize(50);
        assertThat(session.notes(SessionNote.TrackAdded.class)).hasSize(1);
        assertThat(session.notes(SessionNote.Left.class)).containsExactly(new SessionNote.Left(500, "ann"));
    }

    @Test
    void aGapIsToldWithItsTimesAndAKeyFrameAskedFor() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.CAMERA, VP8);
        Device camera = new Device(1, 0, true);
        camera.send(0, 330, 30);
        camera.next(330, false);
        camera.next(363, false);
        session.wishes.clear();
        camera.send(396, false);
        camera.send(429, 890, 1000);
        assertThat(session.wishes).isEmpty();
        camera.send(900, false);
        assertThat(session.wishes).containsExactly(new Wish(1, 0));
        camera.send(1000, 2200, 1000);
        session.end();
        assertThat(session.notes(SessionNote.Gap.class)).containsExactly(new SessionNote.Gap(297, 429, 1, 2));
        assertThat(session.blocks(1))
                .extracting(Block::timeMillis)
                .doesNotContain(330L, 363L, 396L)
                .contains(429L);
    }

    @Test
    void aMutedMicrophoneIsNoGap() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        Device microphone = new Device(1, 0, false);
        microphone.send(0, 200, 1);
        session.on(new TrackPaused(at(200), 1));
        session.on(new TrackResumed(at(5000), 1));
        microphone.send(5000, 5200, 1);
        session.on(new TrackEnded(at(5200), 1));
        session.end();
        assertThat(session.notes(SessionNote.Gap.class)).isEmpty();
        assertThat(session.notes)
                .containsSubsequence(
                        new SessionNote.Paused(200, "ann", Source.MICROPHONE),
                        new SessionNote.Resumed(5000, "ann", Source.MICROPHONE),
                        new SessionNote.Ended(5200, "ann", Source.MICROPHONE));
    }

    /** As after a pause of the recording: the track was added before, and ended when the tap did. */
    @Test
    void aTrackThatIsPublishedAnewIsToldToGoOn() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        new Device(1, 0, false).send(0, 200, 1);
        session.on(new ParticipantLeft(at(200), "ann"));
        session.join(at(5000), "ann");
        session.start(at(5000), 2, "ann", Source.MICROPHONE, OPUS);
        new Device(2, 0, false).send(5020, 5200, 1);
        session.end();
        assertThat(session.notes(SessionNote.TrackAdded.class)).hasSize(1);
        assertThat(session.notes(SessionNote.Resumed.class))
                .containsExactly(new SessionNote.Resumed(5020, "ann", Source.MICROPHONE));
    }

    /** The better stream from its key frame on; back to the lesser when the better falls silent, until it comes again. */
    @Test
    void theBestStreamThatComesIsRecorded() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.CAMERA, VP8);
        Device low = new Device(1, 0, true);
        Device high = new Device(1, 2, true);
        for (long at = 0; at < 6000; at += 33) {
            low.send(at, session.wishes.remove(new Wish(1, 0)) || at == 0);
            if (at >= 990 && (at < 3960 || at > 5000)) {
                high.send(at, session.wishes.remove(new Wish(1, 2)));
            }
        }
        session.end();
        assertThat(session.notes(SessionNote.StreamSwitched.class))
                .extracting(SessionNote.StreamSwitched::stream)
                .containsExactly(0, 2, 0, 2);
        List<Block> blocks = session.blocks(1);
        assertThat(blocks).hasSizeGreaterThan(160);
        int before = -1;
        for (Block block : blocks) {
            int stream = block.frame()[10];
            assertThat(stream == before || block.key())
                    .as("switches at a key frame")
                    .isTrue();
            before = stream;
        }
        assertThat(blocks).extracting(Block::timeMillis).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void encryptedFramesStayAsTheyAreAndAreLabelled() {
        session.join(at(0), "ann");
        session.on(new TrackStarted(at(0), 1, "ann", Source.CAMERA, VP9, true));
        byte[] cipher = {(byte) 0xFF, 1, 2, 3, 4, 5, 6, 7};
        byte[] payload = {0x08, (byte) 0xFF, 1, 2, 3, 4, 5, 6, 7};
        session.packet(at(10), 1, new Packetizer(98, 4, 1).packet(900, true, payload));
        session.end();
        TrackEntry entry = session.documents().getFirst().tracks().getFirst();
        assertThat(entry.encrypted()).isTrue();
        assertThat(entry.codecId()).isEqualTo("V_VP9");
        assertThat(session.blocks(1)).hasSize(1);
        assertThat(session.blocks(1).getFirst().frame()).isEqualTo(cipher);
        assertThat(session.blocks(1).getFirst().key()).isTrue();
    }

    /** Reports move a track that came by a longer way to where its sender says it belongs. */
    @Test
    void reportsPutSoundAndPictureTogether() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        session.start(at(0), 2, "ann", Source.CAMERA, VP8);
        Device microphone = new Device(1, 0, false);
        Device camera = new Device(2, 0, true);
        long wall = 3_000_000_000L;
        for (long at = 0; at < 20_000; at += 20) {
            byte[] sound = microphone.next(at, true);
            session.on(new MediaPacket(at(at + 30), 1, 0, sound));
            if (at % 40 == 0) {
                session.on(new MediaPacket(at(at + 130), 2, 0, camera.next(at, at == 0)));
            }
            if (at % 1000 == 0) {
                long ntp = (wall << 32) + (at << 32) / 1000;
                session.on(new SenderReported(at(at + 30), 1, 0, microphone.ssrc, ntp, at * 48));
                session.on(new SenderReported(at(at + 30), 2, 0, camera.ssrc, ntp, at * 90));
            }
        }
        session.end();
        assertThat(session.blocks(1).getLast().timeMillis()).isEqualTo(20_000 - 20 + 30);
        assertThat(session.blocks(2).getLast().timeMillis()).isBetween(19_960L + 30, 19_960L + 32);
    }

    @Test
    void aKeyFrameIsAskedForNowAndThen() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.CAMERA, VP8);
        Device camera = new Device(1, 0, true);
        camera.send(0, 19_000, 1_000_000);
        session.wishes.clear();
        camera.send(19_000, 19_900, 1_000_000);
        assertThat(session.wishes).isEmpty();
        camera.send(39_100, false);
        assertThat(session.wishes).containsExactly(new Wish(1, 0));
    }

    /** Whoever reads only the later document needs one there; whoever is new has just sent one. */
    @Test
    void aDocumentAsksForKeyFramesOfThoseWhoGoOn() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.CAMERA, VP8);
        Device camera = new Device(1, 0, true);
        camera.send(0, 2000, 1_000_000);
        session.join(at(2000), "bob");
        session.start(at(2000), 2, "bob", Source.CAMERA, VP8);
        session.wishes.clear();
        new Device(2, 0, true).send(2000, true);
        assertThat(session.wishes).isEmpty();
        camera.send(2030, false);
        camera.send(2060, false);
        assertThat(session.wishes).containsExactly(new Wish(1, 0));
    }

    /** So that the notes tell where pictures can be sought. */
    @Test
    void aKeyFrameBeginsACluster() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.CAMERA, VP8);
        Device camera = new Device(1, 0, true);
        camera.send(0, 500, 1_000);
        camera.send(500, 900, 1_000);
        session.end();
        assertThat(session.notes(SessionNote.ClusterBegan.class))
                .extracting(SessionNote.ClusterBegan::timeMillis, SessionNote.ClusterBegan::key)
                .containsExactly(tuple(0L, true), tuple(500L, true));
    }

    @Test
    void clustersAreShortAndCutWhereAsked() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        Device microphone = new Device(1, 0, false);
        microphone.send(0, 2500, 1);
        session.recorder.cut();
        microphone.send(2500, 2600, 1);
        session.end();
        assertThat(session.notes(SessionNote.ClusterBegan.class))
                .extracting(SessionNote.ClusterBegan::timeMillis)
                .containsExactly(7L, 1007L + 13, 2020L, 2500L);
    }

    @Test
    void whatIsNotKnownIsCounted() {
        session.packet(at(0), 9, new byte[20]);
        session.join(at(0), "ann");
        session.start(at(0), 1, "bob", Source.CAMERA, VP8);
        session.start(at(0), 2, "ann", Source.CAMERA, VP8);
        session.packet(at(1), 2, new byte[3]);
        session.packet(at(1), 2, new Packetizer(50, 1, 1).packet(1, true, new byte[10]));
        session.on(new PacketsDropped(at(2), 2, 17));
        session.on(new TrackEnded(at(2), 5));
        assertThat(session.recorder.refused()).isEqualTo(5);
        assertThat(session.notes(SessionNote.TapDropped.class))
                .containsExactly(new SessionNote.TapDropped(2, "ann", Source.CAMERA, 17));
    }

    @Test
    void aSourceThatIsPublishedAnewReplacesItself() {
        session.join(at(0), "ann");
        session.start(at(0), 1, "ann", Source.MICROPHONE, OPUS);
        new Device(1, 0, false).send(0, 500, 1);
        session.start(at(500), 2, "ann", Source.MICROPHONE, OPUS);
        assertThat(session.notes(SessionNote.Ended.class))
                .containsExactly(new SessionNote.Ended(500, "ann", Source.MICROPHONE));
        new Device(1, 0, false).send(500, 600, 1);
        assertThat(session.recorder.refused()).isEqualTo(5);
        new Device(2, 0, false).send(600, 700, 1);
        session.end();
        assertThat(session.blocks(1)).hasSize(30);
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // only a number for each
    void thereAreBounds() {
        for (int person = 0; person < 60; person++) {
            session.join(at(0), "q" + person);
            for (Source source : Source.values()) {
                session.start(at(0), person * 3 + source.ordinal(), "q" + person, source, VP8);
            }
        }
        for (int person = 0; person < 100; person++) {
            session.join(at(1000), "p" + person);
        }
        assertThat(session.notes(SessionNote.TooMany.class)).hasSize(60 * 3 - 64 + 96);
    }
}
