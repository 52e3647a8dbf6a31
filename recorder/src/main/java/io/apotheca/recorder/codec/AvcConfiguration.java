// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import io.apotheca.media.buffer.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * H.264's decoder configuration record (ISO/IEC 14496-15, 5.3.3.1), made of the parameter sets in a key frame whose NAL
 * units have four octets of length each.
 */
final class AvcConfiguration {
    private static final int SEQUENCE = 7;
    private static final int PICTURE = 8;
    private static final int MOST_SETS = 31;
    private static final int LONGEST_SET = 0xFFFF;
    private static final int LENGTH_IN_FOUR = 0xFF;
    private static final int RESERVED_3 = 0xE0;
    private static final int RESERVED_5 = 0xF8;
    private static final int RESERVED_6 = 0xFC;

    private AvcConfiguration() {}

    static @Nullable VideoConfiguration read(byte[] frame) {
        List<byte[]> sequences = new ArrayList<>();
        List<byte[]> pictures = new ArrayList<>();
        for (int at = 0; at + 4 < frame.length; ) {
            long length = Bytes.u32(frame, at);
            if (length == 0 || length > frame.length - at - 4) {
                return null;
            }
            int end = at + 4 + (int) length;
            int type = frame[at + 4] & 0x1F;
            List<byte[]> sets = type == SEQUENCE ? sequences : pictures;
            if ((type == SEQUENCE || type == PICTURE) && length <= LONGEST_SET && sets.size() < MOST_SETS) {
                sets.add(Arrays.copyOfRange(frame, at + 4, end));
            }
            at = end;
        }
        if (sequences.isEmpty() || pictures.isEmpty()) {
            return null;
        }
        AvcSequence sequence = AvcSequence.read(sequences.getFirst());
        return sequence == null
                ? null
                : VideoConfiguration.orNull(sequence.width(), sequence.height(), write(sequence, sequences, pictures));
    }

    private static byte[] write(AvcSequence sequence, List<byte[]> sequences, List<byte[]> pictures) {
        byte[] first = sequences.getFirst();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        out.write(first, 1, 3); // profile, constraints, level
        out.write(LENGTH_IN_FOUR);
        out.write(RESERVED_3 | sequences.size());
        sequences.forEach(set -> write(out, set));
        out.write(pictures.size());
        pictures.forEach(set -> write(out, set));
        if (sequence.high()) {
            out.write(RESERVED_6 | sequence.chromaFormat());
            out.write(RESERVED_5 | sequence.lumaDepth() - 8);
            out.write(RESERVED_5 | sequence.chromaDepth() - 8);
            out.write(0);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte[] set) {
        out.write(set.length >> 8);
        out.write(set.length);
        out.write(set, 0, set.length);
    }
}
