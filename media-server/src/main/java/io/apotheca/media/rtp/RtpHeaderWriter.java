// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

import io.apotheca.media.buffer.Bytes;

/**
 * Writes an RTP header without contributing sources (RFC 3550 section 5.1), then its extension elements, in the one-byte
 * form of RFC 8285 when each element fits it and else in the two-byte form. Elements are laid down in the two-byte form and
 * narrowed at the end, when all are known. Reused from packet to packet; owned by one loop; writes at most
 * {@code 16 + 2 x elements + their data + 3} bytes, for which the caller leaves room.
 */
public final class RtpHeaderWriter {
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;
    private static final int ELEMENTS = RtpPacket.FIXED_HEADER_LENGTH + 4;

    private byte[] bytes = new byte[0];
    private int offset;
    private int at;
    private boolean oneByte;

    public RtpHeaderWriter begin(
            byte[] bytes, int offset, boolean marker, int payloadType, int sequence, long timestamp, int ssrc) {
        this.bytes = bytes;
        this.offset = offset;
        this.at = offset + ELEMENTS;
        this.oneByte = true;
        Bytes.put8(bytes, offset, 0x80);
        Bytes.put8(bytes, offset + 1, (marker ? 0x80 : 0) | (payloadType & 0x7F));
        Bytes.put16(bytes, offset + 2, sequence);
        Bytes.put32(bytes, offset + 4, (int) timestamp);
        Bytes.put32(bytes, offset + 8, ssrc);
        return this;
    }

    /** Adds an element of up to 255 bytes, copied from another array than the header's; ids are 1 to 255. */
    public RtpHeaderWriter extension(int id, byte[] from, int fromOffset, int length) {
        head(id, length);
        System.arraycopy(from, fromOffset, bytes, at, length);
        at += length;
        return this;
    }

    public RtpHeaderWriter extension8(int id, int value) {
        head(id, 1);
        Bytes.put8(bytes, at++, value);
        return this;
    }

    public RtpHeaderWriter extension16(int id, int value) {
        head(id, 2);
        Bytes.put16(bytes, at, value);
        at += 2;
        return this;
    }

    /** Completes the header and tells its length: the payload begins there. */
    public int end() {
        int first = offset + ELEMENTS;
        if (at == first) {
            return RtpPacket.FIXED_HEADER_LENGTH;
        }
        if (oneByte) {
            narrow(first);
        }
        while ((at - first) % 4 != 0) {
            bytes[at++] = 0;
        }
        bytes[offset] |= 0x10;
        Bytes.put16(bytes, first - 4, oneByte ? ONE_BYTE_PROFILE : TWO_BYTE_PROFILE);
        Bytes.put16(bytes, first - 2, (at - first) / 4);
        return at - offset;
    }

    /** Where the value of the first element stands in a completed header. */
    public int firstValue() {
        return offset + ELEMENTS + (oneByte ? 1 : 2);
    }

    private void head(int id, int length) {
        if (id < 1 || id > 255 || length < 0 || length > 255) {
            throw new IllegalArgumentException("no extension element has id " + id + " and length " + length);
        }
        oneByte &= id <= 14 && length >= 1 && length <= 16;
        Bytes.put8(bytes, at++, id);
        Bytes.put8(bytes, at++, length);
    }

    /** Each element moves down by as many bytes as there are elements up to it, so none overwrites one not yet read. */
    private void narrow(int first) {
        int from = first;
        int to = first;
        while (from < at) {
            int length = bytes[from + 1];
            bytes[to++] = (byte) ((bytes[from] << 4) | (length - 1));
            System.arraycopy(bytes, from + 2, bytes, to, length);
            from += 2 + length;
            to += length;
        }
        at = to;
    }
}
