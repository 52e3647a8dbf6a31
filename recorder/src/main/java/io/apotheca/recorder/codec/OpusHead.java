// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Opus's identification header (RFC 7845 section 5.1), which is its codec configuration in Matroska. In WebRTC Opus is always
 * announced with 48,000 Hz and two channels (RFC 7587 section 7); each packet says whether it has one or two.
 */
public final class OpusHead {
    public static final int SAMPLE_RATE = 48_000;
    public static final int CHANNELS = 2;

    /** What comes out of a decoder is so much older than the packet it came from: libopus's look-ahead, 6.5 ms. */
    public static final long CODEC_DELAY_NANOS = 6_500_000;

    /** From so much earlier a decoder must begin to be right (RFC 7845 section 4.6). */
    public static final long SEEK_PRE_ROLL_NANOS = 80_000_000;

    private static final int LENGTH = 19;

    private OpusHead() {}

    public static byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) CHANNELS)
                .putShort((short) (CODEC_DELAY_NANOS * SAMPLE_RATE / 1_000_000_000))
                .putInt(SAMPLE_RATE)
                .array();
    }
}
