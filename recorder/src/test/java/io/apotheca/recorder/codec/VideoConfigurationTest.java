// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VideoConfigurationTest {
    /** Sequence parameter sets of x264: high 4:4:4, baseline, high interlaced. */
    @ParameterizedTest
    @CsvSource({
        "67f400289196401e0089f89c0440000003004000000c83c60c92, 1920, 1080",
        "6742c00cd901419f9f011000000300100000030320f142a480, 320, 180",
        "6764001eacd940b424d8088000000300800000190f8a14cb, 720, 576"
    })
    void h264(String set, int width, int height) {
        byte[] sequence = Hex.bytes(set);
        byte[] frame = new byte[4 + sequence.length + 4 + 4];
        frame[3] = (byte) sequence.length;
        System.arraycopy(sequence, 0, frame, 4, sequence.length);
        int at = 4 + sequence.length;
        frame[at + 3] = 4;
        frame[at + 4] = 0x68;
        VideoConfiguration read = Objects.requireNonNull(VideoConfiguration.of(Codec.H264, frame));
        assertThat(read.width()).isEqualTo(width);
        assertThat(read.height()).isEqualTo(height);
        assertThat(read.codecPrivate()).startsWith(1, sequence[1], sequence[2], sequence[3], 0xFF, 0xE1);
    }

    @Test
    void opusIsAnnouncedAsWebRtcSendsIt() {
        assertThat(OpusHead.bytes()).hasSize(19).startsWith('O', 'p', 'u', 's', 'H', 'e', 'a', 'd', 1, 2, 0x38, 1);
    }

    /** A little of what fuzzing looks for. */
    @ParameterizedTest
    @EnumSource
    void anyBytesAreReadOrNot(Codec codec) {
        Property.check(3, 5_000, random -> {
            byte[] frame = new byte[random.nextInt(60)];
            random.nextBytes(frame);
            if (frame.length > 8 && random.nextBoolean()) {
                byte[] head = codec == Codec.H264
                        ? new byte[] {0, 0, 0, (byte) (frame.length - 4), 0x67, 0x64}
                        : new byte[] {0x0A, (byte) (frame.length - 2)};
                System.arraycopy(head, 0, frame, 0, head.length);
            }
            VideoConfiguration read = VideoConfiguration.of(codec, frame);
            assertThat(read == null || (read.width() > 0 && read.height() > 0)).isTrue();
        });
    }
}
