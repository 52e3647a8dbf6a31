// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;

/** What holds for a view on any bytes at all. */
final class RtpPackets {
    private static final int LONGEST_ELEMENT = 255;

    private RtpPackets() {}

    /** Wraps the bytes and, if they are a packet, checks that all that it tells lies inside it and that it can be written again. */
    static void assertInside(RtpPacket packet, byte[] bytes) {
        if (!packet.wrap(bytes, 0, bytes.length)) {
            return;
        }
        assertThat(packet.payloadLength()).isNotNegative();
        assertThat(packet.headerLength() + packet.payloadLength() + packet.paddingLength())
                .isEqualTo(bytes.length);
        for (int id = 0; id <= LONGEST_ELEMENT; id++) {
            int at = packet.extensionOffset(id);
            int length = packet.extensionLength(id);
            if (at >= 0) {
                assertThat(at).isGreaterThan(RtpPacket.FIXED_HEADER_LENGTH);
                assertThat(at + length).isLessThanOrEqualTo(packet.payloadOffset());
            } else {
                assertThat(length).isEqualTo(-1);
            }
            assertThat(packet.extension8(id)).isBetween(-1, 0xFF);
            assertThat(packet.extension16(id)).isBetween(-1, 0xFFFF);
        }
        assertRewritable(packet);
    }

    private static void assertRewritable(RtpPacket packet) {
        byte[] again = new byte[2 * packet.length() + 2 * LONGEST_ELEMENT];
        RtpHeaderWriter writer = new RtpHeaderWriter()
                .begin(
                        again,
                        0,
                        packet.marker(),
                        packet.payloadType(),
                        packet.sequence(),
                        packet.timestamp(),
                        packet.ssrc());
        for (int id = 1; id <= LONGEST_ELEMENT; id++) {
            if (packet.extensionOffset(id) >= 0) {
                writer.extension(id, packet.bytes(), packet.extensionOffset(id), packet.extensionLength(id));
            }
        }
        RtpPacket copy = new RtpPacket();
        assertThat(copy.wrap(again, 0, writer.end())).isTrue();
        assertSameHeader(packet, copy);
    }

    static void assertSameHeader(RtpPacket packet, RtpPacket copy) {
        assertThat(copy.marker()).isEqualTo(packet.marker());
        assertThat(copy.payloadType()).isEqualTo(packet.payloadType());
        assertThat(copy.sequence()).isEqualTo(packet.sequence());
        assertThat(copy.timestamp()).isEqualTo(packet.timestamp());
        assertThat(copy.ssrc()).isEqualTo(packet.ssrc());
        for (int id = 1; id <= LONGEST_ELEMENT; id++) {
            assertThat(element(copy, id)).isEqualTo(element(packet, id));
        }
    }

    private static String element(RtpPacket packet, int id) {
        int at = packet.extensionOffset(id);
        return at < 0 ? "none" : HexFormat.of().formatHex(packet.bytes(), at, at + packet.extensionLength(id));
    }
}
