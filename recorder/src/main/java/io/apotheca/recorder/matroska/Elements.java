// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import java.util.Arrays;

/** Walks over the children of an element that is in memory as a whole. Reused for one element after the other. */
final class Elements {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int id;
    private int from;
    private int to;

    Elements(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Moves to the next child; false at the end, or at what is no child: {@link #whole} tells. */
    boolean next() {
        if (at >= end) {
            return false;
        }
        int first = bytes[at] & 0xFF;
        int idOctets = Integer.numberOfLeadingZeros(first) - 23;
        if (idOctets > 4 || at + idOctets >= end) {
            return false;
        }
        int sizeAt = at + idOctets;
        int sizeOctets = Integer.numberOfLeadingZeros(bytes[sizeAt] & 0xFF) - 23;
        if (sizeOctets > 8 || sizeAt + sizeOctets > end) {
            return false;
        }
        long size = unsigned(bytes, sizeAt, sizeOctets) & ((1L << (7 * sizeOctets)) - 1);
        if (size > end - sizeAt - sizeOctets) {
            return false;
        }
        id = (int) unsigned(bytes, at, idOctets);
        from = sizeAt + sizeOctets;
        to = from + (int) size;
        at = to;
        return true;
    }

    /** Whether all was read. */
    boolean whole() {
        return at == end;
    }

    int id() {
        return id;
    }

    Elements children() {
        return new Elements(bytes, from, to);
    }

    long unsigned() {
        return unsigned(bytes, from, to - from);
    }

    byte[] binary() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Big-endian; of more than eight octets the last eight. */
    static long unsigned(byte[] bytes, int at, int octets) {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = (value << 8) | (bytes[at + i] & 0xFF);
        }
        return value;
    }
}
