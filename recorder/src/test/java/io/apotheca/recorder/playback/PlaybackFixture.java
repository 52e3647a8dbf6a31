// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.playback;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Source;
import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.Recovery;
import io.apotheca.recorder.key.KeyFile;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.key.RecordsPublicKey;
import io.apotheca.recorder.playback.EncodedMedia.Colour;
import io.apotheca.recorder.playback.EncodedMedia.Frame;
import io.apotheca.recorder.playback.RecordedPart.Track;
import io.apotheca.recorder.session.SessionNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Makes the recording that the web client's tests play, in a folder: {@code key.json}, {@code other-key.json} and two parts. The
 * first, 0 to 6 s, is what a crash left, closed off; the second, 8 to 14 s, is whole. Needs ffmpeg.
 */
final class PlaybackFixture {
    static final UUID ARCHIVE = UUID.fromString("0b1e0000-0000-4000-8000-000000000001");
    static final String PASSPHRASE = "a passphrase för the tests";
    private static final long EPOCH_MILLIS = 1_793_000_000_000L;

    private PlaybackFixture() {}

    static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path scratch = Files.createTempDirectory("playback");
        RecordsPrivateKey key = RecordsPrivateKey.generate();
        RecordsPrivateKey other = RecordsPrivateKey.generate();
        writeKey(folder.resolve("key.json"), key);
        writeKey(folder.resolve("other-key.json"), other);
        List<RecordsPublicKey> keys = List.of(RecordsPrivateKey.generate().publicKey(), key.publicKey());
        LocalFolder archives = new LocalFolder(folder);
        first(new RecordedPart(archives, new PartName(ARCHIVE, 1), keys, 1_024, EPOCH_MILLIS), scratch);
        Recovery.recover(archives);
        second(new RecordedPart(archives, new PartName(ARCHIVE, 2), keys, 4_096, EPOCH_MILLIS), scratch);
    }

    private static void writeKey(Path file, RecordsPrivateKey key) throws IOException {
        Files.writeString(file, KeyFile.seal(key, PASSPHRASE.toCharArray(), new SecureRandom()));
    }

    private static RecordedPart begin(RecordedPart part, long millis) {
        return part.fact(
                        millis,
                        "session",
                        Map.of(
                                "archive", ARCHIVE.toString(),
                                "consultation", "c-1",
                                "site", "default",
                                "epochMillis", EPOCH_MILLIS,
                                "content", "AUDIO_AND_VIDEO",
                                "version", "test"))
                .fact(millis, "person", Map.of("participant", "ann", "name", "Ann Apotheker", "role", "PHARMACIST"))
                .fact(millis, "person", Map.of("participant", "ben", "name", "Ben Patient", "role", "PATIENT"))
                .note(new SessionNote.Joined(millis, "ann", "Ann Apotheker"))
                .note(new SessionNote.Joined(millis, "ben", "Ben Patient"));
    }

    private static void first(RecordedPart part, Path scratch) throws IOException {
        begin(part, 0)
                .fact(0, "consent", Map.of("participant", "ben", "answer", "GIVEN", "textVersion", "1", "atMillis", 1))
                .track(track(1, "ann", Source.MICROPHONE, Codec.OPUS), 0, EncodedMedia.tone(scratch, 440, 6.4))
                .track(
                        track(2, "ann", Source.CAMERA, Codec.VP8),
                        0,
                        EncodedMedia.pictures(scratch, "vp8", new Colour("0xE02020", 3), new Colour("0x20B020", 3.4)))
                .track(track(3, "ben", Source.MICROPHONE, Codec.OPUS), 0, EncodedMedia.tone(scratch, 660, 6.4))
                .track(
                        track(4, "ben", Source.CAMERA, Codec.H264),
                        0,
                        EncodedMedia.pictures(scratch, "h264", new Colour("0x20B0B0", 6.4)))
                .fact(2_000, "person", Map.of("participant", "cleo", "name", "Cleo Guest", "role", "GUEST"))
                .note(new SessionNote.Joined(2_000, "cleo", "Cleo Guest"))
                .track(
                        track(5, "cleo", Source.CAMERA, Codec.AV1),
                        2_000,
                        EncodedMedia.pictures(scratch, "av1", new Colour("0xE0A020", 3)))
                .note(new SessionNote.Gap(2_400, 3_600, 4, 3))
                .note(new SessionNote.Ended(5_000, "cleo", Source.CAMERA))
                .note(new SessionNote.Left(5_000, "cleo"))
                .write(6_000, false);
    }

    private static void second(RecordedPart part, Path scratch) throws IOException {
        begin(part, 8_000)
                .track(track(1, "ann", Source.MICROPHONE, Codec.OPUS), 8_000, EncodedMedia.tone(scratch, 440, 6))
                .track(
                        track(2, "ann", Source.CAMERA, Codec.VP8),
                        8_000,
                        EncodedMedia.pictures(scratch, "vp8", new Colour("0x2020E0", 3), new Colour("0xE0E020", 3)))
                .note(new SessionNote.Paused(9_500, "ann", Source.MICROPHONE))
                .note(new SessionNote.Resumed(10_500, "ann", Source.MICROPHONE))
                .track(
                        track(3, "ben", Source.CAMERA, Codec.H264),
                        8_000,
                        EncodedMedia.pictures(scratch, "h264", new Colour("0xB020B0", 1.5)))
                .note(new SessionNote.Paused(9_500, "ben", Source.CAMERA))
                .track(
                        track(4, "ann", Source.SCREEN, Codec.VP9),
                        10_000,
                        EncodedMedia.pictures(scratch, "vp9", new Colour("0x8040C0", 2.5)))
                .note(new SessionNote.Ended(12_500, "ann", Source.SCREEN))
                .track(new Track(5, "ben", Source.SCREEN, Codec.VP8, true), 11_000, noise())
                .fact(
                        13_000,
                        "consent",
                        Map.of("participant", "ben", "answer", "WITHDRAWN", "textVersion", "1", "atMillis", 2))
                .fact(13_000, "recordingPaused", Map.of("reason", "WITHDRAWN"))
                .note(new SessionNote.Left(14_000, "ben"))
                .write(14_100, true);
    }

    private static Track track(int number, String participant, Source source, Codec codec) {
        return new Track(number, participant, source, codec, false);
    }

    /** What frames look like that are encrypted end to end. */
    private static List<Frame> noise() {
        Random random = new Random(7);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            byte[] bytes = new byte[60];
            random.nextBytes(bytes);
            frames.add(new Frame(i * 100L, i == 0, bytes));
        }
        return frames;
    }
}
