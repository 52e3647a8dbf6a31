// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import io.apotheca.media.buffer.Bytes;

/**
 * The aggregation header of an AV1 payload (RTP Payload Format For AV1, section 4.4): {@code |Z|Y|W W|N|-|-|-|}. What a
 * stream without dependency descriptors tells of itself.
 */
public final class Av1Aggregation {
    private static final int CONTINUES = 0x80;
    private static final int WILL_CONTINUE = 0x40;
    private static final int STARTS_SEQUENCE = 0x08;

    private int header;

    /** Reads an RTP payload; false if it is empty or contradicts itself. */
    public boolean wrap(byte[] bytes, int offset, int length) {
        if (length < 2) {
            return false;
        }
        header = Bytes.u8(bytes, offset);
        return !(startsSequence() && continuesUnit());
    }

    /** Z: the first unit in the packet goes on with one of the packet before. */
    public boolean continuesUnit() {
        return (header & CONTINUES) != 0;
    }

    /** Y: the last unit in the packet goes on in the next packet. */
    public boolean lastUnitContinues() {
        return (header & WILL_CONTINUE) != 0;
    }

    /** W: how many units there are, or 0 where each has its length before it. */
    public int units() {
        return header >> 4 & 3;
    }

    /** N: the packet is the first of a coded video sequence, which begins with a key frame. */
    public boolean startsSequence() {
        return (header & STARTS_SEQUENCE) != 0;
    }
}
