// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.playback;

import io.apotheca.recorder.matroska.MatroskaReader;
import io.apotheca.recorder.matroska.TrackEntry;
import io.apotheca.recorder.testing.Tool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Plain colours and tones, encoded by ffmpeg: ten pictures and fifty pieces of sound a second. */
final class EncodedMedia {
    private static final int PICTURE_MILLIS = 100;
    private static final int ACCESS_UNIT_DELIMITER = 9;
    private static final int KEY_PICTURE = 5;
    private static final Map<String, List<String>> ENCODERS = Map.of(
            "vp8", List.of("-c:v", "libvpx", "-deadline", "realtime", "-b:v", "60k", "-g", "20"),
            "vp9", List.of("-c:v", "libvpx-vp9", "-deadline", "realtime", "-b:v", "60k", "-g", "20"),
            "av1",
                    List.of(
                            "-c:v",
                            "libaom-av1",
                            "-usage",
                            "realtime",
                            "-cpu-used",
                            "8",
                            "-lag-in-frames",
                            "0",
                            "-g",
                            "20"),
            "h264", List.of("-c:v", "libx264", "-profile:v", "baseline", "-x264-params", "aud=1:keyint=20:threads=1"));

    private EncodedMedia() {}

    /** A frame, and when it is after the stream's beginning. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(long millis, boolean key, byte[] bytes) {}

    /** A colour as ffmpeg writes it, shown for so long. */
    record Colour(String name, double seconds) {}

    static List<Frame> pictures(Path folder, String codec, Colour... colours) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        StringBuilder inputs = new StringBuilder();
        for (int i = 0; i < colours.length; i++) {
            String source = "color=c=%s:s=192x108:r=10:d=%s".formatted(colours[i].name(), colours[i].seconds());
            command.addAll(List.of("-f", "lavfi", "-i", source));
            inputs.append('[').append(i).append(":v]");
        }
        command.addAll(List.of("-filter_complex", inputs + "concat=n=" + colours.length + ",format=yuv420p"));
        command.addAll(Objects.requireNonNull(ENCODERS.get(codec)));
        Path file = folder.resolve("pictures." + (codec.equals("h264") ? "h264" : "mkv"));
        command.add(file.toString());
        Tool.run(command.toArray(String[]::new));
        return codec.equals("h264") ? accessUnits(Files.readAllBytes(file)) : blocks(file);
    }

    static List<Frame> tone(Path folder, int hertz, double seconds) throws IOException {
        Path file = folder.resolve("tone.mkv");
        String source = "sine=frequency=%d:sample_rate=48000:duration=%s".formatted(hertz, seconds);
        Tool.run(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-f",
                "lavfi",
                "-i",
                source,
                "-c:a",
                "libopus",
                "-b:a",
                "12k",
                "-vbr",
                "on",
                file.toString());
        return blocks(file);
    }

    private static List<Frame> blocks(Path file) throws IOException {
        List<Frame> frames = new ArrayList<>();
        new MatroskaReader(new ByteArrayInputStream(Files.readAllBytes(file))).read(new MatroskaReader.Visitor() {
            @Override
            public void document(long position, Collection<TrackEntry> tracks) {}

            @Override
            public void block(int track, long timeMillis, boolean key, byte[] frame) {
                frames.add(new Frame(timeMillis, key, frame));
            }
        });
        return frames;
    }

    /** From start codes to lengths, a delimiter before each picture. */
    private static List<Frame> accessUnits(byte[] stream) {
        List<Frame> frames = new ArrayList<>();
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        boolean key = false;
        int from = nextStart(stream, 0);
        while (from < stream.length) {
            int next = nextStart(stream, from + 3);
            int end = next;
            while (stream[end - 1] == 0) {
                end--;
            }
            byte[] nal = Arrays.copyOfRange(stream, from + 3, end);
            int type = nal[0] & 0x1F;
            if (type == ACCESS_UNIT_DELIMITER && unit.size() > 0) {
                frames.add(new Frame((long) frames.size() * PICTURE_MILLIS, key, unit.toByteArray()));
                unit.reset();
                key = false;
            }
            if (type != ACCESS_UNIT_DELIMITER) {
                unit.writeBytes(ByteBuffer.allocate(4).putInt(nal.length).array());
                unit.writeBytes(nal);
            }
            key |= type == KEY_PICTURE;
            from = next;
        }
        frames.add(new Frame((long) frames.size() * PICTURE_MILLIS, key, unit.toByteArray()));
        return frames;
    }

    private static int nextStart(byte[] stream, int from) {
        for (int at = from; at + 2 < stream.length; at++) {
            if (stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1) {
                return at;
            }
        }
        return stream.length;
    }
}
