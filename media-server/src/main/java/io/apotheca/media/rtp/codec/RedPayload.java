// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import io.apotheca.media.buffer.Bytes;

/**
 * A view on a payload of redundant audio (RFC 2198): earlier blocks, each with the distance of its timestamp, and the
 * newest one, which is the packet's own, last. After a successful wrap every block lies inside the payload; after a failed
 * one the view means nothing. Reused from packet to packet; owned by one loop.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |1|  block PT   |     timestamp offset      |   block length    |  for each earlier block
 * |0|  block PT   |                                                  for the newest
 * |                    the blocks, in this order                  |
 * </pre>
 */
public final class RedPayload {
    /** A payload of more blocks is refused. */
    public static final int MOST_BLOCKS = 32;

    /** How much older a block can be told to be, in ticks of the RTP clock: 14 bits. */
    public static final int MOST_TICKS = (1 << 14) - 1;

    /** How long an earlier block can be told to be: 10 bits. */
    public static final int LONGEST_BLOCK = (1 << 10) - 1;

    static final int FOLLOWED = 0x80;
    static final int HEADER = 4;
    static final int LENGTH_BITS = 10;

    private final int[] types = new int[MOST_BLOCKS];
    private final int[] ticks = new int[MOST_BLOCKS];
    private final int[] offsets = new int[MOST_BLOCKS];
    private final int[] lengths = new int[MOST_BLOCKS];
    private int blocks;

    /** Views a payload; false if its headers end early, are too many, or tell of more than there is. */
    public boolean wrap(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        blocks = 0;
        while (at < end && (bytes[at] & FOLLOWED) != 0) {
            if (at + HEADER > end || blocks == MOST_BLOCKS - 1) {
                return false;
            }
            int told = Bytes.u24(bytes, at + 1);
            types[blocks] = bytes[at] & 0x7F;
            ticks[blocks] = told >> LENGTH_BITS;
            lengths[blocks++] = told & LONGEST_BLOCK;
            at += HEADER;
        }
        if (at >= end) {
            return false;
        }
        types[blocks] = bytes[at++] & 0x7F;
        ticks[blocks] = 0;
        for (int i = 0; i < blocks; i++) {
            offsets[i] = at;
            at += lengths[i];
        }
        if (at > end) {
            return false;
        }
        offsets[blocks] = at;
        lengths[blocks++] = end - at;
        return true;
    }

    /** How many blocks there are, the newest with them: at least one. */
    public int blocks() {
        return blocks;
    }

    public int payloadType(int block) {
        return types[block];
    }

    /** How much older than the packet's timestamp the block is, in ticks; 0 for the newest. */
    public int ticksEarlier(int block) {
        return ticks[block];
    }

    /** Index of the block in the array that was wrapped. */
    public int offset(int block) {
        return offsets[block];
    }

    public int length(int block) {
        return lengths[block];
    }
}
