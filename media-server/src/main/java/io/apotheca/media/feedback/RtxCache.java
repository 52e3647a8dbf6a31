// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import java.util.Arrays;

/**
 * The newest packets of one inbound stream, as plain RTP: for answering a subscriber's NACK (RFC 4588), and for sending
 * audio again with what follows it (RFC 2198).
 *
 * <p>Invariant: a slot holds the newest packet ever stored whose sequence number falls on it, so a number in
 * (highest - slots, highest] is found exactly if it was stored. Rows are allocated at first use, in two sizes because
 * audio packets are small, and reused.
 *
 * <p>Owned by its MediaLoop.
 */
public final class RtxCache {
    /** A longer packet is not kept: it cannot have come in one datagram. */
    public static final int MAX_PACKET = 2048;

    private static final int SMALL_ROW = 256;
    private static final long EMPTY = -1;
    private static final byte[] NO_ROW = {};

    private final int mask;
    private final long[] sequences;
    private final byte[][] rows;
    private final int[] lengths;

    /** A cache of {@code slots} packets, a power of two. */
    public RtxCache(int slots) {
        if (slots < 1 || Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("slots must be a power of two: " + slots);
        }
        mask = slots - 1;
        sequences = new long[slots];
        rows = new byte[slots][];
        lengths = new int[slots];
        clear();
        Arrays.fill(rows, NO_ROW);
    }

    /** Copies the packet in, unless a newer one is in its slot already. The same number again replaces the first. */
    public void store(long extendedSequence, byte[] bytes, int offset, int length) {
        int index = (int) extendedSequence & mask;
        if (length > MAX_PACKET || sequences[index] > extendedSequence) {
            return;
        }
        if (rows[index].length < length) {
            rows[index] = new byte[length <= SMALL_ROW ? SMALL_ROW : MAX_PACKET];
        }
        System.arraycopy(bytes, offset, rows[index], 0, length);
        lengths[index] = length;
        sequences[index] = extendedSequence;
    }

    /** Where the packet is, for {@link #row} and {@link #length}, or -1. Good until the next {@link #store}. */
    public int indexOf(long extendedSequence) {
        int index = (int) extendedSequence & mask;
        return extendedSequence >= 0 && sequences[index] == extendedSequence ? index : -1;
    }

    /** The packet's bytes, from 0 to {@link #length}; read only, as other subscribers are sent the same. */
    public byte[] row(int index) {
        return rows[index];
    }

    public int length(int index) {
        return lengths[index];
    }

    /** Forgets the packets and keeps the rows. */
    public void clear() {
        Arrays.fill(sequences, EMPTY);
    }
}
