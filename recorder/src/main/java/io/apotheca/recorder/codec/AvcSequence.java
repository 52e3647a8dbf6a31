// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import io.apotheca.media.rtp.codec.BitReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence parameter set of H.264 says (ITU-T H.264, 7.3.2.1.1).
 *
 * @param width of what is shown of a picture, in pixels, as is {@code height}
 * @param high whether the profile is one that tells its chroma format and depths
 */
record AvcSequence(int width, int height, boolean high, int chromaFormat, int lumaDepth, int chromaDepth) {
    private static final int MOST_REFERENCES = 255;
    private static final int MOST_MACROBLOCKS = 1 << 12;

    /** Null if the unit ends too early or is out of bounds. */
    static @Nullable AvcSequence read(byte[] unit) {
        byte[] plain = withoutEmulation(unit);
        if (plain.length < 4) {
            return null;
        }
        return read(new BitReader().wrap(plain, 4, plain.length - 4), plain[1] & 0xFF);
    }

    private static @Nullable AvcSequence read(BitReader bits, int profile) {
        unsigned(bits); // seq_parameter_set_id
        boolean high = switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
        int chroma = 1;
        int lumaDepth = 8;
        int chromaDepth = 8;
        boolean separate = false;
        if (high) {
            chroma = unsigned(bits);
            separate = chroma == 3 && bits.flag();
            lumaDepth += unsigned(bits);
            chromaDepth += unsigned(bits);
            bits.flag(); // qpprime_y_zero_transform_bypass_flag
            if (bits.flag()) {
                skipScaling(bits, chroma == 3 ? 12 : 8);
            }
        }
        unsigned(bits); // log2_max_frame_num_minus4
        if (!skipOrder(bits)) {
            return null;
        }
        unsigned(bits); // max_num_ref_frames
        bits.flag();
        int columns = unsigned(bits) + 1;
        int rows = unsigned(bits) + 1;
        boolean frames = bits.flag();
        if (!frames) {
            bits.flag();
        }
        bits.flag();
        boolean inBounds = chroma <= 3 && lumaDepth <= 14 && chromaDepth <= 14;
        if (!inBounds || columns < 1 || columns > MOST_MACROBLOCKS || rows < 1 || rows > MOST_MACROBLOCKS) {
            return null;
        }
        int unitX = separate || chroma == 0 || chroma == 3 ? 1 : 2;
        int unitY = (separate || chroma != 1 ? 1 : 2) * (frames ? 1 : 2);
        int[] crop = new int[4];
        if (bits.flag()) {
            Arrays.setAll(crop, side -> unsigned(bits));
        }
        long width = 16L * columns - (long) unitX * ((long) crop[0] + crop[1]);
        long height = 16L * rows * (frames ? 1 : 2) - (long) unitY * ((long) crop[2] + crop[3]);
        boolean sized = width > 0 && height > 0 && width <= 16L * columns && height <= 32L * rows;
        return bits.overrun() || !sized
                ? null
                : new AvcSequence((int) width, (int) height, high, chroma, lumaDepth, chromaDepth);
    }

    private static void skipScaling(BitReader bits, int lists) {
        for (int list = 0; list < lists; list++) {
            int next = bits.flag() ? 8 : 0;
            int last = 8;
            for (int i = 0; i < (list < 6 ? 16 : 64) && next != 0; i++) {
                next = last + signed(bits) & 0xFF;
                last = next == 0 ? last : next;
            }
        }
    }

    private static boolean skipOrder(BitReader bits) {
        int type = unsigned(bits);
        if (type == 0) {
            unsigned(bits);
        } else if (type == 1) {
            bits.flag();
            signed(bits);
            signed(bits);
            int count = unsigned(bits);
            for (int i = 0; i < count && i < MOST_REFERENCES; i++) {
                signed(bits);
            }
        }
        return type >= 0 && type <= 2;
    }

    /** ue(v), 9.1; -1 beyond 31 bits, which nothing here allows. */
    private static int unsigned(BitReader bits) {
        int zeros = 0;
        while (zeros < 31 && !bits.flag()) {
            zeros++;
        }
        return zeros == 31 ? -1 : (1 << zeros) - 1 + bits.read(zeros);
    }

    /** se(v), 9.1.1. */
    private static int signed(BitReader bits) {
        int code = unsigned(bits);
        return (code & 1) != 0 ? (code + 1) / 2 : -(code / 2);
    }

    /** Without the octets that keep start codes out of units (7.4.1.1). */
    private static byte[] withoutEmulation(byte[] unit) {
        byte[] plain = new byte[unit.length];
        int length = 0;
        int zeros = 0;
        for (byte octet : unit) {
            if (zeros >= 2 && octet == 3) {
                zeros = 0;
            } else {
                zeros = octet == 0 ? zeros + 1 : 0;
                plain[length++] = octet;
            }
        }
        return Arrays.copyOf(plain, length);
    }
}
