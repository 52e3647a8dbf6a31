// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Vp9DescriptorTest {
    private final Vp9Descriptor descriptor = new Vp9Descriptor();

    private byte[] wrap(String digits) {
        byte[] bytes = Hex.bytes(digits);
        assertThat(descriptor.wrap(bytes, 0, bytes.length)).isTrue();
        return bytes;
    }

    @Test
    void readsANonFlexiblePacketOfAnUpperLayer() {
        // I, P, L, E; picture 0x1234; TID 2, U, SID 1, D; TL0PICIDX 0x56
        wrap("E4 9234 53 56 00");

        assertThat(descriptor.length()).isEqualTo(5);
        assertThat(descriptor.pictureIdBits()).isEqualTo(15);
        assertThat(descriptor.pictureId()).isEqualTo(0x1234);
        assertThat(descriptor.interPicture()).isTrue();
        assertThat(descriptor.flexible()).isFalse();
        assertThat(descriptor.startOfFrame()).isFalse();
        assertThat(descriptor.endOfFrame()).isTrue();
        assertThat(descriptor.temporalLayer()).isEqualTo(2);
        assertThat(descriptor.switchingUpPoint()).isTrue();
        assertThat(descriptor.spatialLayer()).isEqualTo(1);
        assertThat(descriptor.interLayer()).isTrue();
        assertThat(descriptor.tl0PicIdx()).isEqualTo(0x56);
        assertThat(descriptor.hasStructure()).isFalse();
        assertThat(descriptor.spatialLayers()).isZero();
        assertThat(descriptor.notReferencedAbove()).isFalse();
    }

    @Test
    void readsTheReferencesOfAFlexiblePacket() {
        // I, P, L, F, B, Z; picture 5; TID 1, SID 0; P_DIFF 1 and more, 2
        wrap("F9 05 20 03 04 00");

        assertThat(descriptor.flexible()).isTrue();
        assertThat(descriptor.tl0PicIdx()).isEqualTo(-1);
        assertThat(descriptor.pictureIdBits()).isEqualTo(7);
        assertThat(descriptor.referenceCount()).isEqualTo(2);
        assertThat(descriptor.reference(0)).isEqualTo(1);
        assertThat(descriptor.reference(1)).isEqualTo(2);
        assertThat(descriptor.notReferencedAbove()).isTrue();
        assertThat(descriptor.length()).isEqualTo(5);
    }

    @Test
    void readsTheStructureOfAKeyPicture() {
        // I, L, B, V; three layers with sizes and a group of two pictures, the second referring to one
        wrap("AA 8001 10 07 58 0140 00B4 0280 0168 0500 02D0 02 10 34 01 00");
        assertThat(descriptor.keyframe()).isTrue();
        assertThat(descriptor.spatialLayers()).isEqualTo(3);
        assertThat(descriptor.switchingUpPoint()).isTrue();
        assertThat(descriptor.length()).isEqualTo(22);
    }

    @ParameterizedTest
    @CsvSource({
        "A8 01 00 00 00, true", // begins the lowest layer of a picture that refers to none
        "A0 01 00 00 00, false", // goes on with it
        "E8 01 00 00 00, false", // refers to others
        "A8 01 03 00 00, false" // the next layer of a key picture
    })
    void tellsWhereAKeyPictureBegins(String digits, boolean keyframe) {
        wrap(digits);
        assertThat(descriptor.keyframe()).isEqualTo(keyframe);
    }

    @Test
    void readsTheShortestDescriptor() {
        wrap("00 01");
        assertThat(descriptor.length()).isEqualTo(1);
        assertThat(descriptor.pictureId()).isEqualTo(-1);
        assertThat(descriptor.tl0PicIdx()).isEqualTo(-1);
        assertThat(descriptor.spatialLayer()).isZero();
        assertThat(descriptor.temporalLayer()).isZero();
    }

    @Test
    void rewritesInPlaceInTheWidthThatIsThere() {
        byte[] wide = wrap("A8 8001 00 02 00");
        descriptor.pictureId(0x7ABC);
        descriptor.tl0PicIdx(0x1FE);
        assertThat(wide).isEqualTo(Hex.bytes("A8 FABC 00 FE 00"));
        byte[] narrow = wrap("88 05 00");
        descriptor.pictureId(0x7ABC);
        descriptor.tl0PicIdx(1);
        assertThat(narrow).isEqualTo(Hex.bytes("88 3C 00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "80 01",
                "80 81 01",
                "20 00 01",
                "50 03 03 03 03 00", // a fourth reference
                "50 03",
                "02 58 0140 00B4 0280 0168 0500 02D0 02 10 34 01", // nothing behind
                "02 58 0140 00B4 0280",
                "02 08 02 10"
            })
    void refusesADescriptorThatEndsEarlyOrHasNothingBehindIt(String digits) {
        byte[] bytes = Hex.bytes(digits);
        assertThat(descriptor.wrap(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void staysInsideThePayloadWhateverTheBytes() {
        Property.check(7, 50_000, random -> {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            Vp9Descriptors.assertInside(descriptor, bytes);
        });
    }
}
