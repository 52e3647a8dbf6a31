// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import java.util.Arrays;

/**
 * The newest packets of one inbound stream, as plain RTP: for answering a subscriber's NACK (RFC 4588), and for sending
 * audio again with what follows it (RFC 2198).
 *
 * <p>Packets lie one after another in blocks of bytes, in the order they came. When a block is full the oldest one is written
 * anew if all in it is old enough; else there is one more, up to {@link #MOST_BLOCKS}. A stream that has become slow gives
 * blocks back. So a cache takes what its stream brings in about the time that it keeps, and nothing before the first packet.
 *
 * <p>Invariant: a slot knows the newest packet ever stored whose sequence number falls on it. Of the numbers in
 * (highest - slots, highest] exactly those that were stored are {@link #known}, and those of them that are younger than the
 * time to keep are found, if they fit the blocks; older ones may be.
 *
 * <p>Owned by its MediaLoop.
 */
public final class RtxCache {
    /** A longer packet is not kept: it cannot have come in one datagram. */
    public static final int MAX_PACKET = 2048;

    /** Blocks of a stream at most. A power of two. */
    static final int MOST_BLOCKS = 64;

    private static final byte[] NO_BLOCK = {};
    private static final long EMPTY = -1;
    private static final int BLOCK_MASK = MOST_BLOCKS - 1;

    private final int mask;
    private final int blockBytes;
    private final long keepNanos;
    private final long[] sequences;
    private final int[] slotBlock;
    private final char[] offsets;
    private final char[] lengths;

    /** Blocks in use are numbered from {@code oldest} to {@code newest} without gaps; a number is never used again. */
    private final byte[][] blocks = new byte[MOST_BLOCKS][];

    private final long[] fullNanos = new long[MOST_BLOCKS];
    private int oldest;
    private int newest = -1;
    private int end;

    /**
     * A cache that knows {@code slots} packets, a power of two, in blocks of so many bytes, at least one packet's and at most
     * 64 KiB.
     */
    public RtxCache(int slots, int blockBytes, long keepNanos) {
        if (slots < 1 || Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("slots must be a power of two: " + slots);
        }
        if (blockBytes < MAX_PACKET || blockBytes > 1 << Character.SIZE) {
            throw new IllegalArgumentException("a block holds a packet or more: " + blockBytes);
        }
        mask = slots - 1;
        this.blockBytes = blockBytes;
        this.keepNanos = keepNanos;
        sequences = new long[slots];
        slotBlock = new int[slots];
        offsets = new char[slots];
        lengths = new char[slots];
        Arrays.fill(sequences, EMPTY);
        Arrays.fill(blocks, NO_BLOCK);
    }

    /** Copies the packet in, unless a newer one is in its slot already. The same number again replaces the first. */
    public void store(long extendedSequence, byte[] bytes, int offset, int length, long nowNanos) {
        int index = (int) extendedSequence & mask;
        if (length > MAX_PACKET || sequences[index] > extendedSequence) {
            return;
        }
        if (newest < oldest || end + length > blockBytes) {
            nextBlock(nowNanos);
        }
        System.arraycopy(bytes, offset, blocks[newest & BLOCK_MASK], end, length);
        sequences[index] = extendedSequence;
        slotBlock[index] = newest;
        offsets[index] = (char) end;
        lengths[index] = (char) length;
        end += length;
    }

    private void nextBlock(long nowNanos) {
        fullNanos[newest & BLOCK_MASK] = nowNanos;
        boolean most = newest - oldest + 1 == MOST_BLOCKS;
        byte[] block = most || oldestIs(keepNanos, nowNanos) ? release() : new byte[blockBytes];
        // Later than they might be reused, so that a stream of a changing rate does not give and take all the time.
        while (oldestIs(2 * keepNanos, nowNanos)) {
            release();
        }
        newest++;
        blocks[newest & BLOCK_MASK] = block;
        end = 0;
    }

    /** Whether all in the oldest block, which is not the newest one, is of this age. */
    private boolean oldestIs(long ageNanos, long nowNanos) {
        return oldest < newest && nowNanos - fullNanos[oldest & BLOCK_MASK] >= ageNanos;
    }

    /** Gives up the oldest block. */
    private byte[] release() {
        int at = oldest++ & BLOCK_MASK;
        byte[] block = blocks[at];
        blocks[at] = NO_BLOCK;
        return block;
    }

    /** Whether the packet was stored, and at most {@code slots} numbers ago. It need not be found any more. */
    public boolean known(long extendedSequence) {
        return extendedSequence >= 0 && sequences[(int) extendedSequence & mask] == extendedSequence;
    }

    /** Where the packet is, for {@link #offset} and {@link #length}, or -1. Good until the next {@link #store}. */
    public int indexOf(long extendedSequence) {
        int index = (int) extendedSequence & mask;
        return known(extendedSequence) && slotBlock[index] >= oldest ? index : -1;
    }

    /** The bytes with the packet among them; read only, as other subscribers are sent the same. */
    public byte[] bytes(int index) {
        return blocks[slotBlock[index] & BLOCK_MASK];
    }

    /** Where the packet begins in {@link #bytes}. */
    public int offset(int index) {
        return offsets[index];
    }

    public int length(int index) {
        return lengths[index];
    }

    /** Bytes that the packets take now, free ones between them included. */
    int takenBytes() {
        return (newest - oldest + 1) * blockBytes;
    }

    /** Forgets the packets; what they took is given back. */
    public void clear() {
        Arrays.fill(sequences, EMPTY);
        while (oldest <= newest) {
            release();
        }
    }
}
