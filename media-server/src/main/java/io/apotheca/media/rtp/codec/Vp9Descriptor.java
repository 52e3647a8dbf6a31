// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import io.apotheca.media.buffer.Bytes;

/**
 * A view on the VP9 payload descriptor (RFC 9628 section 4.2). Reused from packet to packet; owned by one loop. After a
 * failed wrap it means nothing.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * |I|P|L|F|B|E|V|Z|
 * |M| PictureID   |  if I; 15 bits in two octets if M
 * | TID |U| SID |D|  if L
 * |   TL0PICIDX   |  if L and not F
 * |   P_DIFF    |N|  if F and P; once more while N, three times at most
 * | N_S |Y|G| RES |  if V: the scalability structure
 * |  width, height  |  if Y; 16 bits each, N_S + 1 times
 * |      N_G      |  if G
 * | TID |U| R |RES|  N_G times, each followed by R octets of P_DIFF
 * </pre>
 */
public final class Vp9Descriptor {
    /** References a picture of the flexible mode can name. */
    public static final int MAX_REFERENCES = 3;

    private static final int HAS_PICTURE_ID = 0x80;
    private static final int INTER_PICTURE = 0x40;
    private static final int HAS_LAYER = 0x20;
    private static final int FLEXIBLE = 0x10;
    private static final int START = 0x08;
    private static final int END = 0x04;
    private static final int HAS_STRUCTURE = 0x02;
    private static final int NOT_REFERENCED_ABOVE = 0x01;
    private static final int ABSENT = -1;

    private final int[] references = new int[MAX_REFERENCES];
    private byte[] bytes = new byte[1];
    private int offset;
    private int length;
    private int flags;
    private int layer;
    private int tl0PicIdxOffset;
    private int referenceCount;
    private int spatialLayers;

    /** Views an RTP payload; false if the descriptor, or VP9 data behind it, is not there as announced. */
    public boolean wrap(byte[] bytes, int offset, int length) {
        int end = offset + length;
        if (length < 2) {
            return false;
        }
        this.bytes = bytes;
        this.offset = offset;
        this.flags = Bytes.u8(bytes, offset);
        int at = offset + 1;
        if (hasPictureId()) {
            at += bytes[at] < 0 ? 2 : 1;
        }
        layer = 0;
        tl0PicIdxOffset = ABSENT;
        if ((flags & HAS_LAYER) != 0) {
            if (at + 2 > end) {
                return false;
            }
            layer = Bytes.u8(bytes, at++);
            if (!flexible()) {
                tl0PicIdxOffset = at++;
            }
        }
        at = wrapReferences(at, end);
        at = at < end && hasStructure() ? wrapStructure(at, end) : at;
        this.length = at - offset;
        return at < end;
    }

    /** Where the references end; {@code end} when they do not end in time. */
    private int wrapReferences(int from, int end) {
        int at = from;
        referenceCount = 0;
        if ((flags & (FLEXIBLE | INTER_PICTURE)) == (FLEXIBLE | INTER_PICTURE)) {
            boolean more = true;
            while (more) {
                if (at >= end || referenceCount == MAX_REFERENCES) {
                    return end;
                }
                int octet = Bytes.u8(bytes, at++);
                references[referenceCount++] = octet >> 1;
                more = (octet & 1) != 0;
            }
        }
        return at;
    }

    private int wrapStructure(int from, int end) {
        int at = from;
        int head = Bytes.u8(bytes, at++);
        spatialLayers = (head >> 5) + 1;
        if ((head & 0x10) != 0) {
            at += 4 * spatialLayers;
        }
        if ((head & 0x08) != 0) {
            if (at >= end) {
                return end;
            }
            int pictures = Bytes.u8(bytes, at++);
            for (int i = 0; i < pictures; i++) {
                if (at >= end) {
                    return end;
                }
                at += 1 + (Bytes.u8(bytes, at) >> 2 & 3);
            }
        }
        return Math.min(at, end);
    }

    /** Length of the descriptor; the VP9 data begins behind it. */
    public int length() {
        return length;
    }

    /** Whether this packet begins a layer frame: one spatial layer's share of a picture. */
    public boolean startOfFrame() {
        return (flags & START) != 0;
    }

    public boolean endOfFrame() {
        return (flags & END) != 0;
    }

    /** Whether the layer frame refers to other pictures; it may refer to a lower layer of its own in any case. */
    public boolean interPicture() {
        return (flags & INTER_PICTURE) != 0;
    }

    /** Whether this packet begins a key picture: its lowest layer, which refers to nothing. */
    public boolean keyframe() {
        return startOfFrame() && !interPicture() && spatialLayer() == 0 && !interLayer();
    }

    /** Whether pictures name those they refer to, instead of following a structure. */
    public boolean flexible() {
        return (flags & FLEXIBLE) != 0;
    }

    /** Z: no higher spatial layer of this picture refers to this layer frame. */
    public boolean notReferencedAbove() {
        return (flags & NOT_REFERENCED_ABOVE) != 0;
    }

    public boolean hasPictureId() {
        return (flags & HAS_PICTURE_ID) != 0;
    }

    /** 7 or 15; 0 without a picture id. */
    public int pictureIdBits() {
        if (!hasPictureId()) {
            return 0;
        }
        return bytes[offset + 1] < 0 ? 15 : 7;
    }

    /** The picture id, or -1. */
    public int pictureId() {
        return switch (pictureIdBits()) {
            case 15 -> Bytes.u16(bytes, offset + 1) & 0x7FFF;
            case 7 -> bytes[offset + 1];
            default -> ABSENT;
        };
    }

    /** Writes a picture id in place, in as many bits as the packet has for it; without one there is nothing to write. */
    public void pictureId(int id) {
        switch (pictureIdBits()) {
            case 15 -> Bytes.put16(bytes, offset + 1, 0x8000 | id);
            case 7 -> Bytes.put8(bytes, offset + 1, id & 0x7F);
            default -> {}
        }
    }

    /** 0 to 7; 0 where the packet does not tell. */
    public int temporalLayer() {
        return layer >> 5;
    }

    /** U: later pictures of higher temporal layers refer to none of these layers before this picture. */
    public boolean switchingUpPoint() {
        return (layer & 0x10) != 0;
    }

    /** 0 to 7; 0 where the packet does not tell. */
    public int spatialLayer() {
        return layer >> 1 & 7;
    }

    /** D: the layer frame refers to the next lower spatial layer of its picture. */
    public boolean interLayer() {
        return (layer & 1) != 0;
    }

    /** The running index of temporal base layer pictures (8 bits), or -1. */
    public int tl0PicIdx() {
        return tl0PicIdxOffset < 0 ? ABSENT : Bytes.u8(bytes, tl0PicIdxOffset);
    }

    /** Writes the base layer index in place; without one there is nothing to write. */
    public void tl0PicIdx(int index) {
        if (tl0PicIdxOffset >= 0) {
            Bytes.put8(bytes, tl0PicIdxOffset, index);
        }
    }

    /** How many pictures this one refers to, in the flexible mode. */
    public int referenceCount() {
        return referenceCount;
    }

    /** By how much less the picture id of a referred picture is. */
    public int reference(int index) {
        return references[index];
    }

    public boolean hasStructure() {
        return (flags & HAS_STRUCTURE) != 0;
    }

    /** How many spatial layers the structure in this packet names, 1 to 8; 0 without one. */
    public int spatialLayers() {
        return hasStructure() ? spatialLayers : 0;
    }
}
