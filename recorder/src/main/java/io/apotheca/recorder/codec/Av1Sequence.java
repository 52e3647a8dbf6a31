// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import io.apotheca.media.rtp.codec.BitReader;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence header of AV1 says (AV1 specification, 5.5).
 *
 * @param level of the first operating point, as is {@code tier}
 * @param color depth, monochrome, subsampling and chroma position as the configuration record has them, 7 bits
 * @param width the largest, as is {@code height}
 */
record Av1Sequence(int profile, int level, int tier, int color, int width, int height) {
    private static final int SRGB = 1 << 16 | 13 << 8;
    private static final int HIGHEST_LEVEL_OF_ONE_TIER = 7;

    /** Null if it ends too early. */
    static @Nullable Av1Sequence read(byte[] bytes, int offset, int length) {
        BitReader bits = new BitReader().wrap(bytes, offset, length);
        int profile = bits.read(3);
        bits.flag(); // still_picture
        boolean reduced = bits.flag();
        int point = reduced ? bits.read(5) << 1 : readOperatingPoints(bits);
        int widthBits = bits.read(4) + 1;
        int heightBits = bits.read(4) + 1;
        int width = bits.read(widthBits) + 1;
        int height = bits.read(heightBits) + 1;
        skipTools(bits, reduced);
        int color = readColor(bits, profile);
        return bits.overrun() ? null : new Av1Sequence(profile, point >> 1, point & 1, color, width, height);
    }

    /** The first point's level, and its tier in the lowest bit. */
    private static int readOperatingPoints(BitReader bits) {
        boolean timing = bits.flag();
        boolean model = false;
        int delayBits = 0;
        if (timing) {
            bits.read(32);
            bits.read(32);
            if (bits.flag()) {
                skipVariable(bits);
            }
            model = bits.flag();
            if (model) {
                delayBits = bits.read(5) + 1;
                bits.read(32);
                bits.read(10);
            }
        }
        boolean displayDelay = bits.flag();
        int points = bits.read(5) + 1;
        int first = 0;
        for (int i = 0; i < points; i++) {
            bits.read(12); // operating_point_idc
            int level = bits.read(5);
            int tier = level > HIGHEST_LEVEL_OF_ONE_TIER ? bits.read(1) : 0;
            first = i == 0 ? level << 1 | tier : first;
            if (model && bits.flag()) {
                bits.read(delayBits);
                bits.read(delayBits);
                bits.flag();
            }
            if (displayDelay && bits.flag()) {
                bits.read(4);
            }
        }
        return first;
    }

    private static void skipTools(BitReader bits, boolean reduced) {
        if (!reduced && bits.flag()) {
            bits.read(7); // frame id lengths
        }
        bits.read(3); // 128x128 superblocks, filter-intra, intra edge filter
        if (!reduced) {
            bits.read(4); // inter-intra, masked, warped, dual filter
            boolean orderHints = bits.flag();
            if (orderHints) {
                bits.read(2);
            }
            boolean chosenByFrame = bits.flag();
            boolean screenContent = chosenByFrame || bits.flag();
            if (screenContent && !bits.flag()) {
                bits.flag(); // seq_force_integer_mv
            }
            if (orderHints) {
                bits.read(3);
            }
        }
        bits.read(3); // superresolution, cdef, restoration
    }

    private static int readColor(BitReader bits, int profile) {
        boolean high = bits.flag();
        boolean twelve = profile == 2 && high && bits.flag();
        boolean mono = profile != 1 && bits.flag();
        int described = bits.flag() ? bits.read(24) : 0x020202;
        int depths = (high ? 0x40 : 0) | (twelve ? 0x20 : 0) | (mono ? 0x10 : 0);
        if (mono) {
            bits.flag();
            return depths | 0x0C;
        }
        if (described == SRGB) {
            return depths;
        }
        bits.flag(); // color_range
        boolean halfWidth = profile == 0 || (profile == 2 && (!twelve || bits.flag()));
        boolean halfHeight = profile == 0 || (profile == 2 && twelve && halfWidth && bits.flag());
        int position = halfWidth && halfHeight ? bits.read(2) : 0;
        return depths | (halfWidth ? 0x08 : 0) | (halfHeight ? 0x04 : 0) | position;
    }

    /** uvlc(), 4.10.3. */
    private static void skipVariable(BitReader bits) {
        int zeros = 0;
        while (zeros < 32 && !bits.flag()) {
            zeros++;
        }
        bits.read(Math.min(zeros, 31));
    }
}
