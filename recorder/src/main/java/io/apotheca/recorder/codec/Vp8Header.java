// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import io.apotheca.media.buffer.Bytes;
import org.jspecify.annotations.Nullable;

/** The uncompressed header of a VP8 key frame (RFC 6386 section 9.1); end-to-end encryption leaves it clear. */
final class Vp8Header {
    private static final int START_CODE = 0x9D012A;
    private static final int LENGTH = 10;

    private Vp8Header() {}

    static @Nullable VideoConfiguration read(byte[] frame) {
        if (frame.length < LENGTH || Bytes.u24(frame, 3) != START_CODE) {
            return null;
        }
        return VideoConfiguration.orNull(size(frame, 6), size(frame, 8), VideoConfiguration.nothing());
    }

    /** Little-endian; the upper two bits ask for scaling. */
    private static int size(byte[] frame, int at) {
        return Bytes.u8(frame, at) | (Bytes.u8(frame, at + 1) & 0x3F) << 8;
    }
}
