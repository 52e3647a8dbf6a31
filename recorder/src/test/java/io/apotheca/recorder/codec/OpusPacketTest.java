// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusPacketTest {
    private static byte[] packet(int configuration, int code, int more) {
        return new byte[] {(byte) (configuration << 3 | code), (byte) more, 1, 2, 3};
    }

    /** Table 2 of RFC 6716, in samples of 48 kHz. */
    @ParameterizedTest
    @CsvSource({
        "0, 480",
        "1, 960",
        "2, 1920",
        "3, 2880",
        "9, 960",
        "11, 2880",
        "12, 480",
        "13, 960",
        "14, 480",
        "15, 960",
        "16, 120",
        "17, 240",
        "18, 480",
        "19, 960",
        "28, 120",
        "30, 480",
        "31, 960"
    })
    void aFrameLastsAsLongAsItsConfigurationSays(int configuration, int samples) {
        assertThat(OpusPacket.samples(packet(configuration, 0, 0))).isEqualTo(samples);
        assertThat(OpusPacket.samples(packet(configuration, 1, 0))).isEqualTo(2 * samples);
        assertThat(OpusPacket.samples(packet(configuration, 2, 0))).isEqualTo(2 * samples);
        assertThat(OpusPacket.samples(packet(configuration, 3, 0xC2))).isEqualTo(2 * samples);
    }

    @Test
    void whatIsNoPacketLastsNoTime() {
        assertThat(OpusPacket.samples(new byte[0])).isZero();
        assertThat(OpusPacket.samples(new byte[] {(byte) 0xFF})).isZero();
        assertThat(OpusPacket.samples(packet(31, 3, 0))).isZero();
        assertThat(OpusPacket.samples(packet(31, 3, 6))).isEqualTo(OpusPacket.MOST_SAMPLES);
        assertThat(OpusPacket.samples(packet(31, 3, 7))).isZero();
    }

    @Test
    void nothingLastsLongerThanAPacketMay() {
        Property.check(1, 2_000, random -> {
            byte[] bytes = new byte[random.nextInt(5)];
            random.nextBytes(bytes);
            assertThat(OpusPacket.samples(bytes)).isBetween(0, OpusPacket.MOST_SAMPLES);
        });
    }
}
