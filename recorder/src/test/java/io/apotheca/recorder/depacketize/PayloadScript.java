// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.recorder.codec.Leb128;
import io.apotheca.recorder.codec.VideoConfiguration;
import io.apotheca.recorder.testing.Packetizer;
import java.util.Arrays;

/**
 * Any bytes as a stream of payloads: an octet of flags (gap before, marker, next timestamp, redundant audio), one of length,
 * then the payload; again and again. What comes out of a depacketizer must be well formed, whatever went in.
 */
final class PayloadScript {
    private static final int GAP = 1;
    private static final int MARKER = 2;
    private static final int NEXT = 4;
    private static final int REDUNDANT = 8;

    private PayloadScript() {}

    static void play(Codec codec, byte[] script) {
        Encoding encoding =
                codec.video() ? new Encoding(codec, 96, Encoding.NONE) : new Encoding(codec, 0, 96, Encoding.NONE, 63);
        Depacketizer depacketizer = Depacketizer.of(encoding, frame -> assertWellFormed(codec, frame));
        Packetizer plain = new Packetizer(96, 1, 1);
        Packetizer redundant = new Packetizer(63, 1, 1);
        RtpPacket view = new RtpPacket();
        long timestamp = 0;
        for (int at = 0; at + 1 < script.length; ) {
            int flags = script[at];
            int length = Math.min(script[at + 1] & 0xFF, script.length - at - 2);
            byte[] payload = Arrays.copyOfRange(script, at + 2, at + 2 + length);
            at += 2 + length;
            if ((flags & GAP) != 0) {
                depacketizer.gap();
            }
            timestamp += (flags & NEXT) != 0 ? 3000 : 0;
            byte[] packet =
                    ((flags & REDUNDANT) != 0 ? redundant : plain).packet(timestamp, (flags & MARKER) != 0, payload);
            view.wrap(packet, 0, packet.length);
            depacketizer.packet(view, at);
        }
    }

    private static void assertWellFormed(Codec codec, EncodedFrame frame) {
        assertThat(frame.bytes()).isNotEmpty().hasSizeLessThanOrEqualTo(FrameBuffer.LARGEST_FRAME);
        VideoConfiguration.of(codec, frame.bytes());
        switch (codec) {
            case H264 -> assertUnits(frame.bytes());
            case AV1 -> assertObus(frame.bytes());
            case OPUS, VP8, VP9 -> {}
        }
    }

    private static void assertUnits(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            assertThat(at + 4).isLessThan(bytes.length);
            int length = Bytes.i32(bytes, at);
            assertThat(length).isBetween(1, bytes.length - at - 4);
            at += 4 + length;
        }
    }

    private static void assertObus(byte[] bytes) {
        Leb128 size = new Leb128();
        int at = 0;
        while (at < bytes.length) {
            assertThat(bytes[at] & 0x82).as("a size, and no forbidden bit").isEqualTo(2);
            int from = at + ((bytes[at] & 4) != 0 ? 2 : 1);
            assertThat(size.read(bytes, from, bytes.length)).isTrue();
            at = from + size.length() + (int) size.value();
        }
        assertThat(at).isEqualTo(bytes.length);
    }
}
