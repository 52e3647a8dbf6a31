// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.rtp.RtpHeaderWriter;

/** The packets of one stream, one after another: a key frame, then frames of one packet each that follow it. */
final class SamplePacket {
    static final int SSRC = 0x1234_5678;
    static final int LEVEL_EXTENSION = 1;
    static final int WIDE_EXTENSION = 3;
    static final int DEPENDENCY_EXTENSION = 8;
    static final int BYTES = 1_100;
    private static final int AUDIO_BYTES = 80;
    private static final int TICKS = 3_000;

    /**
     * A dependency descriptor for one decode target (AV1 RTP specification, appendix A): frame 0 of template 0, and the
     * structure: two templates, the second of which refers to the frame before, and one chain.
     */
    private static final byte[] AV1_KEY =
            bits("11 000000 0000000000000000 10000 000000 00000 00 11 10 10 0 1 0000 0 1 0000 0001 0");

    private static final byte[] AV1_FOLLOWS = bits("11 000001 0000000000000000");

    /** An SPS, a PPS and a slice of an IDR picture together (RFC 6184 5.7.1). */
    private static final byte[] H264_KEY = {
        0x78,
        0,
        4,
        0x67,
        0x42,
        (byte) 0xE0,
        0x1F,
        0,
        4,
        0x68,
        (byte) 0xCE,
        0x3C,
        (byte) 0x80,
        0,
        3,
        0x65,
        (byte) 0x88,
        (byte) 0x84
    };

    private final Codec codec;
    private final Encoding encoding;
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private int number;

    SamplePacket(Codec codec) {
        this.codec = codec;
        encoding = codec == Codec.OPUS ? new Encoding(codec, 111, Encoding.NONE) : new Encoding(codec, 96, 97);
    }

    private static byte[] bits(String written) {
        String bits = written.replace(" ", "");
        byte[] bytes = new byte[Math.ceilDiv(bits.length(), 8)];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return bytes;
    }

    Encoding encoding() {
        return encoding;
    }

    /** Writes the next packet; its length. */
    int next(byte[] into) {
        int at = number++;
        boolean first = at == 0;
        header.begin(into, 0, true, encoding.payloadType(), at & 0xFFFF, (long) at * TICKS, SSRC)
                .extension16(WIDE_EXTENSION, at & 0xFFFF);
        switch (codec) {
            case OPUS -> header.extension8(LEVEL_EXTENSION, at & 0x7F);
            case AV1 -> {
                byte[] descriptor = first ? AV1_KEY : AV1_FOLLOWS;
                Bytes.put16(descriptor, 1, at & 0xFFFF);
                header.extension(DEPENDENCY_EXTENSION, descriptor, 0, descriptor.length);
            }
            case VP8, VP9, H264 -> {}
        }
        int payload = header.end();
        switch (codec) {
            case OPUS -> {
                return payload + AUDIO_BYTES;
            }
            case VP8 -> {
                // RFC 7741 4.2: a picture id of 15 bits; the last octet is the frame's own first one.
                Bytes.put32(into, payload, 0x9080_8000 | (at & 0x7FFF));
                Bytes.put8(into, payload + 4, first ? 0 : 1);
            }
            case VP9 -> {
                // RFC 9628 4.2: picture id, layers, begin and end of the frame; later ones are predicted.
                Bytes.put8(into, payload, first ? 0xAC : 0xEC);
                Bytes.put16(into, payload + 1, 0x8000 | (at & 0x7FFF));
                Bytes.put16(into, payload + 3, at & 0xFF);
            }
            case H264 -> {
                Bytes.put8(into, payload, 0x41);
                if (first) {
                    System.arraycopy(H264_KEY, 0, into, payload, H264_KEY.length);
                    return payload + H264_KEY.length;
                }
            }
            case AV1 -> Bytes.put16(into, payload, first ? 0x1832 : 0x1032);
        }
        return payload + BYTES;
    }
}
