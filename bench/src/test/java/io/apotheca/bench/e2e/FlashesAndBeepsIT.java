// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.testing.Tool;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The instrument itself, by files whose offset is known because ffmpeg made them so. */
class FlashesAndBeepsIT {
    private static final int TONE_HZ = 700;
    private static final int OTHER_HZ = 440;
    private static final String ALL = "iw:ih:0:0";
    private static final Offset<Double> EXACT = Offset.offset(4.0);

    @TempDir
    Path folder;

    /** Ten seconds, with a flash at every full second and a beep so much later. */
    private Path film(String name, int beepMillis, String... more) {
        Path file = folder.resolve(name);
        String beeps = beeps(TONE_HZ, beepMillis);
        // Somebody else beeps, too, and neither at the same time nor as often.
        String others = "0.3*sin(2*PI*%d*t)*lt(mod(t,0.7),0.1)".formatted(OTHER_HZ);
        String[] command = {
            "ffmpeg",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "color=c=gray:s=320x180:r=30:d=10,drawbox=w=iw:h=ih:t=fill:c=white:enable='lt(mod(t,1),0.1)'",
            "-f",
            "lavfi",
            "-i",
            "aevalsrc='" + beeps + "+" + others + "':s=48000:d=10"
        };
        Tool.run(Stream.of(Stream.of(command), Stream.of(more), Stream.of(file.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
        return file;
    }

    private static String beeps(int toneHz, int millis) {
        return String.format(Locale.ROOT, "0.3*sin(2*PI*%d*t)*lt(mod(t+1-%f,1),0.1)", toneHz, millis / 1_000.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, -60, 13})
    void measuresWhatIsKnown(int beepMillis) {
        LipSync sync = LipSync.of(film("known.mkv", beepMillis, "-c:v", "libvpx", "-c:a", "flac"), ALL, TONE_HZ);
        assertThat(sync.offsets()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(sync.median()).isCloseTo(beepMillis, EXACT);
        assertThat(sync.farthest(beepMillis)).isLessThan(4);
    }

    /** Neither does what their encoders put before the sound. */
    @ParameterizedTest
    @ValueSource(strings = {"libopus", "aac"})
    void codecsMakeNoDifference(String codec) {
        Path film = film("known.mp4", 60, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", codec, "-b:a", "128k");
        LipSync sync = LipSync.of(film, ALL, TONE_HZ);
        assertThat(sync.offsets()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(sync.farthest(60)).isLessThan(4);
    }

    /** Behind a pause of 50 ms the sound is as much later, and is not moved together. */
    @Test
    void soundIsWhereItsTimesSay() {
        Path whole = film("whole.mkv", 0, "-c:v", "libvpx", "-c:a", "flac");
        Path later = folder.resolve("later.mkv");
        Tool.run(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                whole.toString(),
                "-c",
                "copy",
                "-bsf:a",
                "setts=ts=if(gt(TS*TB\\,4.5)\\,TS+0.05/TB\\,TS)",
                later.toString());
        LipSync sync = LipSync.of(later, ALL, TONE_HZ);
        assertThat(sync.offsets()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(sync.offsets().getFirst()).isCloseTo(0, EXACT);
        assertThat(sync.offsets().getLast()).isCloseTo(50, EXACT);
        assertThat(sync.farthest(0)).isBetween(46.0, 54.0);
    }
}
