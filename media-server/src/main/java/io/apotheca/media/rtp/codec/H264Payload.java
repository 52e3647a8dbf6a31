// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import io.apotheca.media.buffer.Bytes;

/**
 * What an H.264 payload holds (RFC 6184): a single NAL unit, several in a STAP-A (section 5.7.1), or a part of one in an
 * FU-A (5.8). Other packet types belong to the interleaved mode, which nobody here negotiates. Reused from packet to
 * packet; owned by one loop. After a failed wrap it means nothing.
 */
public final class H264Payload {
    private static final int SLICE = 1;
    private static final int IDR_SLICE = 5;
    private static final int PARAMETER_SEQUENCE = 7;
    private static final int PARAMETER_PICTURE = 8;
    private static final int LAST_SINGLE = 23;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int FU_START = 0x80;
    private static final int FIRST_MACROBLOCK_IS_ZERO = 0x80;

    private boolean sequenceParameters;
    private boolean pictureParameters;
    private boolean idr;
    private boolean startOfFrame;

    /** Reads an RTP payload; false if it is of another mode, or a length in it lies. */
    public boolean wrap(byte[] bytes, int offset, int length) {
        sequenceParameters = false;
        pictureParameters = false;
        idr = false;
        startOfFrame = false;
        if (length < 2) {
            return false;
        }
        int type = bytes[offset] & 0x1F;
        return switch (type) {
            case STAP_A -> readAggregate(bytes, offset + 1, offset + length);
            case FU_A -> readFragment(bytes, offset, length);
            default -> {
                readUnit(bytes, type, offset + 1, offset + length);
                yield type >= 1 && type <= LAST_SINGLE;
            }
        };
    }

    private boolean readAggregate(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            if (at + 2 > end) {
                return false;
            }
            int size = Bytes.u16(bytes, at);
            at += 2;
            if (size == 0 || at + size > end) {
                return false;
            }
            readUnit(bytes, bytes[at] & 0x1F, at + 1, at + size);
            at += size;
        }
        return true;
    }

    private boolean readFragment(byte[] bytes, int offset, int length) {
        if (length < 3) {
            return false;
        }
        int head = bytes[offset + 1];
        if ((head & FU_START) != 0) {
            readUnit(bytes, head & 0x1F, offset + 2, offset + length);
        }
        return true;
    }

    private void readUnit(byte[] bytes, int type, int dataAt, int end) {
        switch (type) {
            case PARAMETER_SEQUENCE -> {
                sequenceParameters = true;
                startOfFrame = true;
            }
            case PARAMETER_PICTURE -> pictureParameters = true;
            case SLICE, IDR_SLICE -> {
                // first_mb_in_slice is the slice header's first number, and 0 is written as a single 1 bit.
                boolean first = dataAt < end && (bytes[dataAt] & FIRST_MACROBLOCK_IS_ZERO) != 0;
                idr |= type == IDR_SLICE && first;
                startOfFrame |= first;
            }
            default -> {}
        }
    }

    /**
     * Whether a receiver that has seen nothing yet can begin here: parameter sets travel with the key frames, before the
     * picture, and one without them cannot be decoded.
     */
    public boolean startsDecoding() {
        return sequenceParameters;
    }

    /** Whether the packet begins an IDR picture: no later picture refers to one before it. */
    public boolean idr() {
        return idr;
    }

    public boolean pictureParameters() {
        return pictureParameters;
    }

    /**
     * Whether the packet holds the beginning of a frame: its parameter sets or its first slice. The end stands in the RTP
     * marker.
     */
    public boolean startOfFrame() {
        return startOfFrame;
    }
}
