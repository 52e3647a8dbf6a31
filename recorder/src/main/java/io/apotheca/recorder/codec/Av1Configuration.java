// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * AV1's configuration record (AV1 Codec ISO Media File Format Binding, 2.3.3), made of the sequence header in a temporal
 * unit of the low-overhead format.
 */
final class Av1Configuration {
    private static final int SEQUENCE_HEADER = 1;
    private static final int MARKER_AND_VERSION = 0x81;

    private Av1Configuration() {}

    static @Nullable VideoConfiguration read(byte[] unit) {
        Leb128 size = new Leb128();
        for (int at = 0; at + 1 < unit.length; ) {
            int header = unit[at];
            int from = at + ((header & 0x04) != 0 ? 2 : 1);
            if ((header & 0x02) == 0 || !size.read(unit, from, unit.length)) {
                return null;
            }
            from += size.length();
            if (size.value() > unit.length - from) {
                return null;
            }
            int end = from + (int) size.value();
            if ((header >> 3 & 0x0F) == SEQUENCE_HEADER) {
                Av1Sequence sequence = Av1Sequence.read(unit, from, end - from);
                return sequence == null ? null : write(sequence, Arrays.copyOfRange(unit, at, end));
            }
            at = end;
        }
        return null;
    }

    private static @Nullable VideoConfiguration write(Av1Sequence sequence, byte[] obu) {
        byte[] record = new byte[4 + obu.length];
        record[0] = (byte) MARKER_AND_VERSION;
        record[1] = (byte) (sequence.profile() << 5 | sequence.level());
        record[2] = (byte) (sequence.tier() << 7 | sequence.color());
        System.arraycopy(obu, 0, record, 4, obu.length);
        return VideoConfiguration.orNull(sequence.width(), sequence.height(), record);
    }
}
