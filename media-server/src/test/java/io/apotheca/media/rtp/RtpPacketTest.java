// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketTest {
    private static final String FIXED = "1234 89ABCDEF F0E0D0C0";

    private final RtpPacket packet = new RtpPacket();

    private boolean wrap(String digits) {
        byte[] bytes = Hex.bytes(digits);
        return packet.wrap(bytes, 0, bytes.length);
    }

    @Test
    void readsTheFixedHeader() {
        assertThat(wrap("80 E0" + FIXED + "AABBCC")).isTrue();

        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.sequence()).isEqualTo(0x1234);
        assertThat(packet.timestamp()).isEqualTo(0x89AB_CDEFL);
        assertThat(packet.ssrc()).isEqualTo(0xF0E0_D0C0);
        assertThat(packet.headerLength()).isEqualTo(12);
        assertThat(packet.payloadLength()).isEqualTo(3);
        assertThat(packet.paddingLength()).isZero();
        assertThat(packet.extensionOffset(1)).isEqualTo(-1);
    }

    @Test
    void readsAWindowOfTheArray() {
        byte[] bytes = Hex.bytes("FFFF 80 60" + FIXED + "AABBCC FFFFFF");

        assertThat(packet.wrap(bytes, 2, 15)).isTrue();
        assertThat(packet.marker()).isFalse();
        assertThat(packet.sequence()).isEqualTo(0x1234);
        assertThat(packet.payloadOffset()).isEqualTo(14);
        assertThat(packet.payloadLength()).isEqualTo(3);
    }

    @Test
    void stepsOverContributingSources() {
        assertThat(wrap("82 60" + FIXED + "00000001 00000002 AA")).isTrue();
        assertThat(packet.headerLength()).isEqualTo(20);
        assertThat(packet.payloadLength()).isEqualTo(1);
    }

    @Test
    void readsOneByteExtensionsOverPaddingUpToTheStop() {
        assertThat(wrap("90 60" + FIXED + "BEDE0003 10AA 00 00 31BBCC 00 F0 50DD 00 EE"))
                .isTrue();

        assertThat(packet.headerLength()).isEqualTo(28);
        assertThat(packet.extensionOffset(1)).isEqualTo(17);
        assertThat(packet.extensionLength(1)).isEqualTo(1);
        assertThat(packet.extension8(1)).isEqualTo(0xAA);
        assertThat(packet.extension16(1)).isEqualTo(-1);
        assertThat(packet.extension16(3)).isEqualTo(0xBBCC);
        assertThat(packet.extensionOffset(5)).isEqualTo(-1);
        assertThat(packet.extensionLength(5)).isEqualTo(-1);
        assertThat(packet.extensionOffset(15)).isEqualTo(-1);
        assertThat(packet.extensionOffset(0)).isEqualTo(-1);
    }

    @Test
    void readsTwoByteExtensionsOfAnyApplicationBits() {
        assertThat(wrap("90 60" + FIXED + "100F0003 0100 00 1402AABB FF01CC 0000 EE"))
                .isTrue();

        assertThat(packet.extensionLength(1)).isZero();
        assertThat(packet.extension8(1)).isEqualTo(-1);
        assertThat(packet.extension16(20)).isEqualTo(0xAABB);
        assertThat(packet.extension8(255)).isEqualTo(0xCC);
        assertThat(packet.extensionOffset(2)).isEqualTo(-1);
    }

    @Test
    void ignoresExtensionsOfAnUnknownProfile() {
        assertThat(wrap("90 60" + FIXED + "ABCD0001 10AA1000 EE")).isTrue();
        assertThat(packet.extensionOffset(1)).isEqualTo(-1);
        assertThat(packet.payloadLength()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"BEDE 0001 10AA 3FBB, 1, 3", "1000 0001 0101 AA02, 1, 2", "1000 0001 0100 0203, 1, 2"})
    void anElementThatReachesOutOfTheBlockIsNotThere(String block, int whole, int reachingOut) {
        assertThat(wrap("90 60" + FIXED + block + "CCDDEEFF".repeat(8))).isTrue();
        assertThat(packet.extensionOffset(whole)).isPositive();
        assertThat(packet.extensionOffset(reachingOut)).isEqualTo(-1);
    }

    @Test
    void takesPaddingOffThePayload() {
        assertThat(wrap("A0 60" + FIXED + "AABB 000003")).isTrue();
        assertThat(packet.payloadLength()).isEqualTo(2);
        assertThat(packet.paddingLength()).isEqualTo(3);
    }

    @Test
    void aProbeIsAllPadding() {
        assertThat(wrap("A0 60" + FIXED + "000003")).isTrue();
        assertThat(packet.payloadLength()).isZero();
    }

    @Test
    void countsAllBehindAnEncryptedPacketsHeaderAsPayload() {
        byte[] bytes = Hex.bytes("A0 60" + FIXED + "AABB0000");

        assertThat(packet.wrap(bytes, 0, bytes.length)).isFalse();
        assertThat(packet.wrapHeader(bytes, 0, bytes.length)).isTrue();
        assertThat(packet.payloadLength()).isEqualTo(4);
        assertThat(packet.paddingLength()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "short by a byte, 80 60 1234 89ABCDEF F0E0D0",
        "version 1, 40 60 1234 89ABCDEF F0E0D0C0",
        "sources that are not there, 81 60 1234 89ABCDEF F0E0D0C0",
        "no extension header, 90 60 1234 89ABCDEF F0E0D0C0 BEDE00",
        "extensions that are not there, 90 60 1234 89ABCDEF F0E0D0C0 BEDE0002 00000000",
        "the longest extensions, 9F 60 1234 89ABCDEF F0E0D0C0 BEDEFFFF",
        "padding of 0, A0 60 1234 89ABCDEF F0E0D0C0 00",
        "no padding count, A0 60 1234 89ABCDEF F0E0D0C0",
        "more padding than payload, A0 60 1234 89ABCDEF F0E0D0C0 0003"
    })
    void refuses(String what, String digits) {
        assertThat(wrap(digits)).as(what).isFalse();
    }

    @Test
    void staysInsideItsWindowWhateverTheBytes() {
        Property.check(4, 50_000, random -> {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 14) {
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x33));
                bytes[14] = 0;
            }
            RtpPackets.assertInside(packet, bytes);
        });
    }
}
