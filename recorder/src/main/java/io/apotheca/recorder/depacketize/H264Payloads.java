// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.rtp.codec.H264Payload;

/**
 * H.264 (RFC 6184): single NAL units, several in a STAP-A, parts of one in FU-As. Each unit is stored as it came, with its
 * length in four octets before it (ISO/IEC 14496-15); parameter sets stay in the frames, because they may change.
 */
final class H264Payloads implements PayloadFormat {
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int START = 0x80;
    private static final int END = 0x40;
    private static final int TYPE = 0x1F;
    private static final int NONE = -1;

    private final H264Payload payload = new H264Payload();
    private final Layering layering = new Layering();
    private byte[] bytes = new byte[0];
    private int offset;
    private int end;
    /** Where in the frame the unit begins whose parts are coming. */
    private int partial = NONE;

    private boolean sequenceParameters;
    private boolean idr;

    @Override
    public boolean wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.end = offset + length;
        boolean valid = payload.wrap(bytes, offset, length);
        sequenceParameters |= valid && payload.startsDecoding();
        idr |= valid && payload.idr();
        return valid;
    }

    /** What stands before a picture's first slice, such as SEI or a delimiter, may come in a packet of its own. */
    @Override
    public boolean startsFrame() {
        int type = bytes[offset] & TYPE;
        return payload.startOfFrame() || (type >= 6 && type <= 9);
    }

    /** Parameter sets travel with key frames; of one that lost them nobody can tell whether they are still the same. */
    @Override
    public boolean key() {
        return sequenceParameters && idr;
    }

    @Override
    public boolean append(FrameBuffer frame) {
        return switch (bytes[offset] & TYPE) {
            case STAP_A -> partial == NONE && appendAggregate(frame);
            case FU_A -> appendPart(frame);
            default -> partial == NONE && appendUnit(frame, offset, end - offset);
        };
    }

    private boolean appendAggregate(FrameBuffer frame) {
        boolean fits = true;
        for (int at = offset + 1; at < end && fits; ) {
            int size = Bytes.u16(bytes, at);
            fits = appendUnit(frame, at + 2, size);
            at += 2 + size;
        }
        return fits;
    }

    private boolean appendUnit(FrameBuffer frame, int from, int length) {
        return frame.append32(length) && frame.append(bytes, from, length);
    }

    private boolean appendPart(FrameBuffer frame) {
        int indicator = bytes[offset];
        int head = bytes[offset + 1];
        boolean start = (head & START) != 0;
        if (start != (partial == NONE)) {
            return false;
        }
        if (start) {
            partial = frame.length();
            if (!frame.append32(0) || !frame.append((indicator & ~TYPE) | (head & TYPE))) {
                return false;
            }
        }
        if (!frame.append(bytes, offset + 2, end - offset - 2)) {
            return false;
        }
        if ((head & END) != 0) {
            Bytes.put32(frame.bytes(), partial, frame.length() - partial - 4);
            partial = NONE;
        }
        return true;
    }

    @Override
    public boolean complete(FrameBuffer frame) {
        return partial == NONE;
    }

    @Override
    public void reset() {
        partial = NONE;
        sequenceParameters = false;
        idr = false;
    }

    @Override
    public Layering layering() {
        return layering;
    }
}
