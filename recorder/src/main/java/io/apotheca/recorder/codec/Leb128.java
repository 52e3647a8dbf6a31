// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

/** Reads a number of seven bits an octet, lowest first (AV1 specification, 4.10.5). Reused. */
public final class Leb128 {
    private static final int MOST_OCTETS = 8;

    private long value;
    private int length;

    /** False if the number does not end before {@code end}, or is larger than 32 bits. */
    public boolean read(byte[] bytes, int at, int end) {
        value = 0;
        for (length = 0; length < MOST_OCTETS && at + length < end; ) {
            int octet = bytes[at + length];
            value |= (octet & 0x7FL) << (7 * length++);
            if (octet >= 0) {
                return value <= 0xFFFF_FFFFL;
            }
        }
        return false;
    }

    public long value() {
        return value;
    }

    /** How many octets the number took. */
    public int length() {
        return length;
    }
}
