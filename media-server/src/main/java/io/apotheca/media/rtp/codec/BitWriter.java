// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

/** Writes big-endian bit fields into an array that has room for them. Reused; owned by one loop. */
final class BitWriter {
    private byte[] bytes = new byte[0];
    private int start;
    private int at;

    BitWriter wrap(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.start = offset * 8;
        this.at = start;
        return this;
    }

    /** Writes the lowest {@code count} bits. */
    BitWriter write(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            int shift = 7 - (at & 7);
            if (shift == 7) {
                bytes[at >> 3] = 0;
            }
            bytes[at >> 3] |= (byte) ((value >> i & 1) << shift);
            at++;
        }
        return this;
    }

    /** Copies bits {@code fromBit} to {@code toBit} of another array that begins at {@code offset}. */
    BitWriter copy(byte[] from, int offset, int fromBit, int toBit) {
        for (int bit = fromBit; bit < toBit; bit++) {
            write(from[offset + (bit >> 3)] >> (7 - (bit & 7)), 1);
        }
        return this;
    }

    /** Length in octets, the last one filled up with zeros. */
    int length() {
        return (at - start + 7) >> 3;
    }
}
