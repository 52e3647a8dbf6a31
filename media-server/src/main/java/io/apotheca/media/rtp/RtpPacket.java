// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

import io.apotheca.media.buffer.Bytes;

/**
 * A view on one RTP packet (RFC 3550 section 5.1) with its header extensions (RFC 8285). After a successful wrap every
 * accessor stays inside the packet, whatever the bytes say; after a failed one the view means nothing. Reused from packet
 * to packet; owned by one loop.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * |                   CC x CSRC, 32 bits each                     |
 * |  profile: 0xBEDE or 0x100x    |   length in 32-bit words      |  only if X
 * |                     extension elements                        |
 * |                           payload                             |
 * |               padding         | padding count |                  only if P
 * </pre>
 */
public final class RtpPacket {
    /** Length of the header without sources and extensions. */
    public static final int FIXED_HEADER_LENGTH = 12;

    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x100;
    private static final int STOP_ID = 15;
    private static final byte[] NOTHING = new byte[FIXED_HEADER_LENGTH];

    private byte[] bytes = NOTHING;
    private int offset;
    private int length;
    private int payloadOffset;
    private int paddingLength;
    private int extensionsOffset;
    private int extensionsEnd;
    private int foundLength;

    /** Views a packet in the clear; false if it is malformed: version, or a source, extension or padding count that lies. */
    public boolean wrap(byte[] bytes, int offset, int length) {
        if (!wrapHeader(bytes, offset, length)) {
            return false;
        }
        if ((bytes[offset] & 0x20) != 0) {
            int room = length - headerLength();
            int padding = room == 0 ? 0 : Bytes.u8(bytes, offset + length - 1);
            if (padding == 0 || padding > room) {
                return false;
            }
            paddingLength = padding;
        }
        return true;
    }

    /**
     * Views a packet whose payload is still encrypted. Its padding count is encrypted too, so all behind the header counts as
     * payload.
     */
    public boolean wrapHeader(byte[] bytes, int offset, int length) {
        if (length < FIXED_HEADER_LENGTH || (bytes[offset] & 0xC0) != 0x80) {
            return false;
        }
        int end = offset + length;
        int at = offset + FIXED_HEADER_LENGTH + 4 * (bytes[offset] & 0x0F);
        this.extensionsOffset = at;
        this.extensionsEnd = at;
        if ((bytes[offset] & 0x10) != 0) {
            if (at + 4 > end) {
                return false;
            }
            extensionsOffset = at + 4;
            at += 4 + 4 * Bytes.u16(bytes, at + 2);
            extensionsEnd = at;
        }
        if (at > end) {
            return false;
        }
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.payloadOffset = at;
        this.paddingLength = 0;
        return true;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    public boolean marker() {
        return bytes[offset + 1] < 0;
    }

    public int payloadType() {
        return bytes[offset + 1] & 0x7F;
    }

    public int sequence() {
        return Bytes.u16(bytes, offset + 2);
    }

    /** Unsigned 32 bits. */
    public long timestamp() {
        return Bytes.u32(bytes, offset + 4);
    }

    public int ssrc() {
        return Bytes.i32(bytes, offset + 8);
    }

    /** Length of everything before the payload. */
    public int headerLength() {
        return payloadOffset - offset;
    }

    /** Index of the payload in {@link #bytes()}. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Length of the payload without padding; 0 in a packet that only probes. */
    public int payloadLength() {
        return length - headerLength() - paddingLength;
    }

    int paddingLength() {
        return paddingLength;
    }

    /** Index in {@link #bytes()} of an element's data, or -1. The data may be empty: see {@link #extensionLength}. */
    public int extensionOffset(int id) {
        return find(id);
    }

    /** Length of an element's data, or -1 if there is no such element. */
    public int extensionLength(int id) {
        return find(id) < 0 ? -1 : foundLength;
    }

    /** The first octet of an element's data, or -1 if there is none. */
    public int extension8(int id) {
        int at = find(id);
        return at < 0 || foundLength < 1 ? -1 : Bytes.u8(bytes, at);
    }

    /** The first two octets of an element's data, or -1 if there are not as many. */
    public int extension16(int id) {
        int at = find(id);
        return at < 0 || foundLength < 2 ? -1 : Bytes.u16(bytes, at);
    }

    /** Index of the first element with this id, its length in foundLength; ends at the first element that lies. */
    private int find(int id) {
        if (id <= 0 || extensionsOffset == extensionsEnd) {
            return -1;
        }
        int profile = Bytes.u16(bytes, extensionsOffset - 4);
        if (profile == ONE_BYTE_PROFILE) {
            return findOneByte(id);
        }
        return profile >> 4 == TWO_BYTE_PROFILE ? findTwoByte(id) : -1;
    }

    private int findOneByte(int id) {
        int at = extensionsOffset;
        while (at < extensionsEnd) {
            int head = Bytes.u8(bytes, at++);
            if (head == 0) {
                continue;
            }
            int elementId = head >> 4;
            int elementLength = (head & 0x0F) + 1;
            if (elementId == 0 || elementId == STOP_ID || at + elementLength > extensionsEnd) {
                return -1;
            }
            if (elementId == id) {
                foundLength = elementLength;
                return at;
            }
            at += elementLength;
        }
        return -1;
    }

    private int findTwoByte(int id) {
        int at = extensionsOffset;
        while (at < extensionsEnd) {
            int elementId = Bytes.u8(bytes, at++);
            if (elementId == 0) {
                continue;
            }
            if (at == extensionsEnd || at + 1 + Bytes.u8(bytes, at) > extensionsEnd) {
                return -1;
            }
            int elementLength = Bytes.u8(bytes, at++);
            if (elementId == id) {
                foundLength = elementLength;
                return at;
            }
            at += elementLength;
        }
        return -1;
    }
}
