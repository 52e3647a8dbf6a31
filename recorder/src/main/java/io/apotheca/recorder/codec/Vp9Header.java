// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import io.apotheca.media.rtp.codec.BitReader;
import org.jspecify.annotations.Nullable;

/** The uncompressed header of a VP9 key frame (VP9 bitstream specification, 6.2), and what WebM keeps of it. */
final class Vp9Header {
    private static final int FRAME_MARKER = 2;
    private static final int SYNC_CODE = 0x498342;
    private static final int SRGB = 7;

    private Vp9Header() {}

    static @Nullable VideoConfiguration read(byte[] frame) {
        BitReader bits = new BitReader().wrap(frame, 0, frame.length);
        if (bits.read(2) != FRAME_MARKER) {
            return null;
        }
        int profile = bits.read(1) | bits.read(1) << 1;
        if (profile == 3 && bits.flag()) {
            return null;
        }
        boolean shownAgain = bits.flag();
        boolean inter = bits.flag();
        bits.read(2); // show_frame, error_resilient_mode
        if (shownAgain || inter || bits.read(24) != SYNC_CODE) {
            return null;
        }
        int depth = profile < 2 ? 8 : bits.flag() ? 12 : 10;
        int subsampling = readSubsampling(bits, profile);
        int width = bits.read(16) + 1;
        int height = bits.read(16) + 1;
        byte[] features = {1, 1, (byte) profile, 3, 1, (byte) depth, 4, 1, (byte) subsampling};
        return bits.overrun() ? null : VideoConfiguration.orNull(width, height, features);
    }

    /** As WebM numbers it: 4:2:0 with chroma beside luma 1, 4:2:2 2, 4:4:4 3, 4:4:0 4. */
    private static int readSubsampling(BitReader bits, int profile) {
        boolean odd = (profile & 1) != 0;
        boolean halfWidth = true;
        boolean halfHeight = true;
        boolean srgb = bits.read(3) == SRGB;
        if (srgb) {
            halfWidth = false;
            halfHeight = false;
        } else {
            bits.flag(); // color_range
        }
        if (odd) {
            if (!srgb) {
                halfWidth = bits.flag();
                halfHeight = bits.flag();
            }
            bits.flag();
        }
        if (halfWidth) {
            return halfHeight ? 1 : 2;
        }
        return halfHeight ? 4 : 3;
    }
}
