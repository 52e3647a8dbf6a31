// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Vp8DescriptorTest {
    private final Vp8Descriptor descriptor = new Vp8Descriptor();

    private byte[] wrap(String digits) {
        byte[] bytes = Hex.bytes(digits);
        assertThat(descriptor.wrap(bytes, 0, bytes.length)).isTrue();
        return bytes;
    }

    @Test
    void readsAllFields() {
        wrap("B0 F0 9234 56 BD 00");

        assertThat(descriptor.length()).isEqualTo(6);
        assertThat(descriptor.startOfFrame()).isTrue();
        assertThat(descriptor.keyframe()).isTrue();
        assertThat(descriptor.pictureIdBits()).isEqualTo(15);
        assertThat(descriptor.pictureId()).isEqualTo(0x1234);
        assertThat(descriptor.tl0PicIdx()).isEqualTo(0x56);
        assertThat(descriptor.temporalLayer()).isEqualTo(2);
        assertThat(descriptor.layerSync()).isTrue();
        assertThat(descriptor.keyIdx()).isEqualTo(29);
    }

    @Test
    void readsTheShortestDescriptor() {
        wrap("10 01");

        assertThat(descriptor.length()).isEqualTo(1);
        assertThat(descriptor.startOfFrame()).isTrue();
        assertThat(descriptor.keyframe()).isFalse();
        assertThat(descriptor.hasPictureId()).isFalse();
        assertThat(descriptor.pictureIdBits()).isZero();
        assertThat(descriptor.pictureId()).isEqualTo(-1);
        assertThat(descriptor.hasTl0PicIdx()).isFalse();
        assertThat(descriptor.tl0PicIdx()).isEqualTo(-1);
        assertThat(descriptor.temporalLayer()).isZero();
        assertThat(descriptor.layerSync()).isFalse();
        assertThat(descriptor.keyIdx()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "90 80 7F 00, true, true", // partition 0 begins, P bit 0
        "90 80 7F 01, true, false", // P bit 1: an interframe
        "80 80 7F 00, false, false", // goes on with a partition
        "91 80 7F 00, false, false" // partition 1 begins
    })
    void tellsWhereAKeyFrameBegins(String digits, boolean start, boolean keyframe) {
        wrap(digits);

        assertThat(descriptor.startOfFrame()).isEqualTo(start);
        assertThat(descriptor.keyframe()).isEqualTo(keyframe);
        assertThat(descriptor.pictureIdBits()).isEqualTo(7);
        assertThat(descriptor.pictureId()).isEqualTo(127);
    }

    @Test
    void layerAndKeyIndexAreThereOnlyWhenSaid() {
        wrap("80 20 BD 00");
        assertThat(descriptor.temporalLayer()).isEqualTo(2);
        assertThat(descriptor.layerSync()).isTrue();
        assertThat(descriptor.keyIdx()).isEqualTo(-1);

        wrap("80 10 BD 00");
        assertThat(descriptor.temporalLayer()).isZero();
        assertThat(descriptor.layerSync()).isFalse();
        assertThat(descriptor.keyIdx()).isEqualTo(29);
    }

    @Test
    void rewritesInPlaceInTheWidthThatIsThere() {
        byte[] wide = wrap("90 F0 8001 02 23 00");
        descriptor.pictureId(0x7ABC);
        descriptor.tl0PicIdx(0x1FE);
        descriptor.keyIdx(0x25);
        assertThat(wide).isEqualTo(Hex.bytes("90 F0 FABC FE 25 00"));
        assertThat(descriptor.pictureId()).isEqualTo(0x7ABC);

        byte[] narrow = wrap("90 80 05 00");
        descriptor.pictureId(0x7ABC);
        assertThat(narrow).isEqualTo(Hex.bytes("90 80 3C 00"));

        byte[] none = wrap("10 00");
        descriptor.pictureId(5);
        descriptor.tl0PicIdx(5);
        descriptor.keyIdx(5);
        assertThat(none).isEqualTo(Hex.bytes("10 00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "90 80",
                "90 80 7F",
                "90 80 80 01",
                "90 40 01",
                "90 20 01",
                "90 10 01",
                "90 F0 8001 02 03"
            })
    void refusesADescriptorThatEndsEarlyOrHasNothingBehindIt(String digits) {
        byte[] bytes = Hex.bytes(digits);
        assertThat(descriptor.wrap(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void staysInsideThePayloadWhateverTheBytes() {
        Property.check(7, 50_000, random -> {
            byte[] bytes = new byte[random.nextInt(10)];
            random.nextBytes(bytes);
            Vp8Descriptors.assertInside(descriptor, bytes);
        });
    }
}
