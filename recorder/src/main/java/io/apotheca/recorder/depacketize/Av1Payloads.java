// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.rtp.codec.Av1Aggregation;
import io.apotheca.recorder.codec.Leb128;

/**
 * AV1 (RTP Payload Format For AV1, section 4): an aggregation header, then elements, each an OBU or a part of one. They
 * are stored as a temporal unit in the low-overhead format, every OBU with its size and without the temporal delimiter, as
 * files have it.
 */
final class Av1Payloads implements PayloadFormat {
    private static final int SEQUENCE_HEADER = 1;
    private static final int TEMPORAL_DELIMITER = 2;
    private static final int HAS_EXTENSION = 0x04;
    private static final int HAS_SIZE = 0x02;

    private final Av1Aggregation aggregation = new Av1Aggregation();
    private final Layering layering = new Layering();
    private final Leb128 size = new Leb128();
    private final FrameBuffer unit = new FrameBuffer();
    private byte[] bytes = new byte[0];
    private int offset;
    private int end;
    private boolean unitContinues;
    private boolean sequenceHeader;

    @Override
    public boolean wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.end = offset + length;
        return aggregation.wrap(bytes, offset, length);
    }

    /** That the packet before ended a temporal unit cannot be seen here; after a gap only a new sequence counts anyway. */
    @Override
    public boolean startsFrame() {
        return !aggregation.continuesUnit();
    }

    @Override
    public boolean key() {
        return aggregation.startsSequence() || sequenceHeader;
    }

    @Override
    public boolean append(FrameBuffer frame) {
        sequenceHeader = false;
        if (aggregation.continuesUnit() != unitContinues) {
            return false;
        }
        int at = offset + 1;
        for (int element = 1; at < end; element++) {
            int length = end - at;
            if (element != aggregation.units()) {
                if (!size.read(bytes, at, end) || size.value() > end - at - size.length()) {
                    return false;
                }
                at += size.length();
                length = (int) size.value();
            }
            if (!appendElement(frame, at, length, at + length == end && aggregation.lastUnitContinues())) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private boolean appendElement(FrameBuffer frame, int from, int length, boolean continues) {
        if (!unit.append(bytes, from, length)) {
            return false;
        }
        unitContinues = continues;
        if (continues) {
            return true;
        }
        boolean fits = unit.length() == 0 || appendUnit(frame);
        unit.clear();
        return fits;
    }

    private boolean appendUnit(FrameBuffer frame) {
        byte[] obu = unit.bytes();
        int header = obu[0];
        int headerLength = (header & HAS_EXTENSION) != 0 ? 2 : 1;
        int from = headerLength;
        int length = unit.length() - headerLength;
        if (header < 0 || length < 0) {
            return false;
        }
        if ((header & HAS_SIZE) != 0) {
            if (!size.read(obu, from, unit.length()) || size.value() > length - size.length()) {
                return false;
            }
            from += size.length();
            length = (int) size.value();
        }
        int type = header >> 3 & 0x0F;
        if (type == TEMPORAL_DELIMITER) {
            return true;
        }
        sequenceHeader |= type == SEQUENCE_HEADER;
        boolean fits = frame.append(header | HAS_SIZE) && (headerLength == 1 || frame.append(obu[1]));
        for (int left = length; fits; left >>>= 7) {
            boolean more = left > 0x7F;
            fits = frame.append((left & 0x7F) | (more ? 0x80 : 0));
            if (!more) {
                break;
            }
        }
        return fits && frame.append(obu, from, length);
    }

    @Override
    public boolean complete(FrameBuffer frame) {
        return !unitContinues && frame.length() > 0;
    }

    @Override
    public void reset() {
        unitContinues = false;
        unit.clear();
    }

    @Override
    public Layering layering() {
        return layering;
    }
}
