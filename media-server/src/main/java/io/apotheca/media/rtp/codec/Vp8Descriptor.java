// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import io.apotheca.media.buffer.Bytes;

/**
 * A view on the VP8 payload descriptor (RFC 7741 section 4.2) and the first octet of the VP8 payload behind it. Reused from
 * packet to packet; owned by one loop. After a failed wrap it means nothing.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * |X|R|N|S|R| PID |
 * |I|L|T|K| RSV   |  if X
 * |M| PictureID   |  if I; 15 bits in two octets if M
 * |   TL0PICIDX   |  if L
 * |TID|Y| KEYIDX  |  if T or K
 * </pre>
 */
public final class Vp8Descriptor {
    private static final int EXTENDED = 0x80;
    private static final int START_AND_PARTITION = 0x17;
    private static final int START_OF_FIRST_PARTITION = 0x10;
    private static final int HAS_PICTURE_ID = 0x80;
    private static final int HAS_TL0_PIC_IDX = 0x40;
    private static final int HAS_TEMPORAL_LAYER = 0x20;
    private static final int HAS_KEY_IDX = 0x10;

    private byte[] bytes = new byte[1];
    private int offset;
    private int length;
    private int flags;
    private int pictureIdOffset;
    private int tl0PicIdxOffset;
    private int layerOffset;
    private boolean keyframe;

    /** Views an RTP payload; false if the descriptor, or the VP8 data behind it, is not there as announced. */
    public boolean wrap(byte[] bytes, int offset, int length) {
        int end = offset + length;
        if (length < 2) {
            return false;
        }
        int at = offset + 1;
        int flags = 0;
        if ((bytes[offset] & EXTENDED) != 0) {
            flags = Bytes.u8(bytes, at++);
        }
        pictureIdOffset = at;
        if ((flags & HAS_PICTURE_ID) != 0) {
            at += at < end && bytes[at] < 0 ? 2 : 1;
        }
        tl0PicIdxOffset = at;
        if ((flags & HAS_TL0_PIC_IDX) != 0) {
            at++;
        }
        layerOffset = at;
        if ((flags & (HAS_TEMPORAL_LAYER | HAS_KEY_IDX)) != 0) {
            at++;
        }
        if (at >= end) {
            return false;
        }
        this.bytes = bytes;
        this.offset = offset;
        this.length = at - offset;
        this.flags = flags;
        this.keyframe = startOfFrame() && (bytes[at] & 1) == 0;
        return true;
    }

    /** Length of the descriptor; the VP8 data begins behind it. */
    public int length() {
        return length;
    }

    /** Whether this packet holds the first octet of a frame. */
    public boolean startOfFrame() {
        return (bytes[offset] & START_AND_PARTITION) == START_OF_FIRST_PARTITION;
    }

    /** Whether this packet begins a key frame; only the first packet of a frame can tell. */
    public boolean keyframe() {
        return keyframe;
    }

    public boolean hasPictureId() {
        return (flags & HAS_PICTURE_ID) != 0;
    }

    /** 7 or 15; 0 without a picture id. */
    public int pictureIdBits() {
        if (!hasPictureId()) {
            return 0;
        }
        return bytes[pictureIdOffset] < 0 ? 15 : 7;
    }

    /** The picture id, or -1. */
    public int pictureId() {
        return switch (pictureIdBits()) {
            case 15 -> Bytes.u16(bytes, pictureIdOffset) & 0x7FFF;
            case 7 -> bytes[pictureIdOffset];
            default -> -1;
        };
    }

    /** Writes a picture id in place, in as many bits as the packet has for it; without one there is nothing to write. */
    public void pictureId(int id) {
        switch (pictureIdBits()) {
            case 15 -> Bytes.put16(bytes, pictureIdOffset, 0x8000 | id);
            case 7 -> Bytes.put8(bytes, pictureIdOffset, id & 0x7F);
            default -> {}
        }
    }

    public boolean hasTl0PicIdx() {
        return (flags & HAS_TL0_PIC_IDX) != 0;
    }

    /** The running index of temporal base layer frames (8 bits), or -1. */
    public int tl0PicIdx() {
        return hasTl0PicIdx() ? Bytes.u8(bytes, tl0PicIdxOffset) : -1;
    }

    /** Writes the base layer index in place; without one there is nothing to write. */
    public void tl0PicIdx(int index) {
        if (hasTl0PicIdx()) {
            Bytes.put8(bytes, tl0PicIdxOffset, index);
        }
    }

    /** 0 to 3; 0 where the packet does not tell. */
    public int temporalLayer() {
        return (flags & HAS_TEMPORAL_LAYER) != 0 ? Bytes.u8(bytes, layerOffset) >> 6 : 0;
    }

    /** Whether the frame depends on the base layer only, so that a receiver can step up to its layer here. */
    public boolean layerSync() {
        return (flags & HAS_TEMPORAL_LAYER) != 0 && (bytes[layerOffset] & 0x20) != 0;
    }

    /** The key frame index (5 bits), or -1. */
    public int keyIdx() {
        return (flags & HAS_KEY_IDX) != 0 ? bytes[layerOffset] & 0x1F : -1;
    }

    /** Writes the key frame index in place; without one there is nothing to write. */
    public void keyIdx(int index) {
        if ((flags & HAS_KEY_IDX) != 0) {
            Bytes.put8(bytes, layerOffset, (bytes[layerOffset] & 0xE0) | (index & 0x1F));
        }
    }
}
