// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;

/** Whether a packet's clear header fits in it, checked before anything reads further. */
final class PacketShape {
    static final int RTCP_HEADER_LENGTH = 8;

    /** The longest packet that is looked at, before sealing and after. */
    static final int MAX_LENGTH = PacketBuffer.CAPACITY;

    private static final int RTP_HEADER_LENGTH = 12;
    private static final int EXTENSION_HEADER_LENGTH = 4;
    private static final int EXTENSION_BIT = 0x10;

    private PacketShape() {}

    /**
     * The length of an RTP packet's header with CSRCs and extension; -1 unless it is of version 2 and fits, with {@code trailer}
     * bytes left behind it.
     */
    static int rtpHeader(byte[] bytes, int offset, int length, int trailer) {
        int room = length - trailer;
        if (room < RTP_HEADER_LENGTH || length > MAX_LENGTH || !version2(bytes, offset)) {
            return -1;
        }
        int header = RTP_HEADER_LENGTH + 4 * (bytes[offset] & 0x0F);
        if ((bytes[offset] & EXTENSION_BIT) != 0) {
            header += EXTENSION_HEADER_LENGTH;
            if (header > room) {
                return -1;
            }
            header += 4 * Bytes.u16(bytes, offset + header - 2);
        }
        return header <= room ? header : -1;
    }

    /** Whether an RTCP packet is of version 2 and has its first header, with {@code trailer} bytes left behind it. */
    static boolean rtcp(byte[] bytes, int offset, int length, int trailer) {
        return length - trailer >= RTCP_HEADER_LENGTH && length <= MAX_LENGTH && version2(bytes, offset);
    }

    static int rtpSequence(byte[] bytes, int offset) {
        return Bytes.u16(bytes, offset + 2);
    }

    static int rtpSsrc(byte[] bytes, int offset) {
        return Bytes.i32(bytes, offset + 8);
    }

    static int rtcpSsrc(byte[] bytes, int offset) {
        return Bytes.i32(bytes, offset + 4);
    }

    private static boolean version2(byte[] bytes, int offset) {
        return (bytes[offset] & 0xC0) == 0x80;
    }
}
