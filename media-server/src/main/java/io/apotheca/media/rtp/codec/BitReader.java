// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

/** Reads big-endian bit fields; past the end it reads zeros and {@link #overrun} tells. Reused; owned by one loop. */
public final class BitReader {
    private byte[] bytes = new byte[0];
    private int start;
    private int at;
    private int end;

    public BitReader wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.start = offset * 8;
        this.at = start;
        this.end = (offset + length) * 8;
        return this;
    }

    /** The next {@code count} bits, 32 at most, as an unsigned number in an int. */
    public int read(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value <<= 1;
            if (at < end) {
                value |= (bytes[at >> 3] >> (7 - (at & 7))) & 1;
            }
            at++;
        }
        return value;
    }

    public boolean flag() {
        return read(1) != 0;
    }

    /** A number below {@code values} in the shortest non-symmetric code: ns(n) of the AV1 specification, 4.10.7. */
    int readBelow(int values) {
        int width = 32 - Integer.numberOfLeadingZeros(values);
        int shorter = (1 << width) - values;
        int value = read(width - 1);
        return value < shorter ? value : (value << 1) - shorter + read(1);
    }

    /** How many bits were read. */
    public int position() {
        return at - start;
    }

    public boolean overrun() {
        return at > end;
    }
}
