// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H264PayloadTest {
    private final H264Payload payload = new H264Payload();

    @ParameterizedTest
    @CsvSource({
        "67 42E01F, true, false, true", // sequence parameters alone
        "68 CE3C80, false, false, false", // picture parameters alone
        "65 88 84, false, true, true", // an IDR slice that begins at the first macroblock
        "65 08 84, false, false, false", // a later slice of it
        "41 9A 00, false, false, true", // another picture
        "78 0004 6742E01F 0004 68CE3C80 0003 658884, true, true, true", // all of them in one
        "7C 85 88 84, false, true, true", // the first part of an IDR slice
        "7C 05 88 84, false, false, false", // a middle part
        "7C 45 88 84, false, false, false" // its end
    })
    void tellsWhereAKeyFrameBegins(String digits, boolean starts, boolean idr, boolean startOfFrame) {
        byte[] bytes = Hex.bytes(digits);
        assertThat(payload.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(payload.startsDecoding()).isEqualTo(starts);
        assertThat(payload.idr()).isEqualTo(idr);
        assertThat(payload.startOfFrame()).isEqualTo(startOfFrame);
    }

    @Test
    void seesPictureParameters() {
        byte[] bytes = Hex.bytes("78 0004 6742E01F 0004 68CE3C80");
        assertThat(payload.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(payload.pictureParameters()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "67", "78 00", "78 0000", "78 0005 6742E01F", "7C 85", "79 0000", "60 00", "7E 00 00"})
    void refusesOtherModesAndLengthsThatLie(String digits) {
        byte[] bytes = Hex.bytes(digits);
        assertThat(payload.wrap(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void staysInsideThePayloadWhateverTheBytes() {
        Property.check(9, 50_000, random -> {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = (byte) (random.nextBoolean() ? 0x78 : 0x7C);
            }
            payload.wrap(bytes, 0, bytes.length);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "42e01f, CONSTRAINED_BASELINE",
        "42c00a, CONSTRAINED_BASELINE",
        "4d801f, CONSTRAINED_BASELINE",
        "42001f, BASELINE",
        "4d001f, MAIN",
        "640c1f, CONSTRAINED_HIGH",
        "64001f, HIGH",
        "f4001f, PREDICTIVE_HIGH_444"
    })
    void readsProfiles(String id, H264Profile profile) {
        assertThat(H264Profile.parse(id)).isEqualTo(profile);
    }

    @Test
    void aFormatIsAProfileAndAMode() {
        assertThat(H264Profile.parse("42e01f").format(1))
                .isEqualTo(H264Profile.parse("42e034").format(1))
                .isNotEqualTo(H264Profile.parse("42e01f").format(0))
                .isNotEqualTo(H264Profile.parse("42001f").format(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42e0", "42e01fff", "zzzzzz", "000000", "-2e01f"})
    void refusesProfilesNobodyHas(String id) {
        assertThatThrownBy(() -> H264Profile.parse(id)).isInstanceOf(IllegalArgumentException.class);
    }
}
