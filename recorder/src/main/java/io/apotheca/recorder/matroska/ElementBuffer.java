// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import io.apotheca.media.buffer.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where elements are laid down before they go out (RFC 8794). Reused; grows to the largest of them. */
final class ElementBuffer {
    private static final int FIRST_ROOM = 4096;
    private static final int UNKNOWN_SIZE = 0x01FFFFFF;
    /** A size in four octets, the first of which has the bit that says so. */
    private static final int SIZE_IN_FOUR = 0x1000_0000;

    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    ElementBuffer unsigned(int id, long value) {
        int octets = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / 8);
        id(id);
        ensure(octets + 1);
        bytes[length++] = (byte) (0x80 | octets);
        for (int i = octets - 1; i >= 0; i--) {
            bytes[length++] = (byte) (value >>> (8 * i));
        }
        return this;
    }

    /** Always in eight octets, as dates are. */
    ElementBuffer signed64(int id, long value) {
        id(id);
        ensure(9);
        bytes[length++] = (byte) 0x88;
        Bytes.put64(bytes, length, value);
        length += 8;
        return this;
    }

    ElementBuffer real(int id, double value) {
        return signed64(id, Double.doubleToRawLongBits(value));
    }

    ElementBuffer text(int id, String value) {
        return binary(id, value.getBytes(StandardCharsets.UTF_8));
    }

    ElementBuffer binary(int id, byte[] value) {
        return head(id, value.length).raw(value, 0, value.length);
    }

    /** Begins an element with children; {@link #end} takes what this returns. */
    int begin(int id) {
        head(id, 0);
        return length;
    }

    ElementBuffer end(int begun) {
        Bytes.put32(bytes, begun - 4, SIZE_IN_FOUR | length - begun);
        return this;
    }

    /** Begins an element that ends where one follows that cannot be its child (RFC 8794 section 6.2). */
    ElementBuffer beginUnknown(int id) {
        id(id);
        ensure(8);
        Bytes.put32(bytes, length, UNKNOWN_SIZE);
        Bytes.put32(bytes, length + 4, -1);
        length += 8;
        return this;
    }

    /** An element's id and the size of what the caller writes next. */
    ElementBuffer head(int id, int size) {
        id(id);
        ensure(4);
        Bytes.put32(bytes, length, SIZE_IN_FOUR | size);
        length += 4;
        return this;
    }

    ElementBuffer raw(byte[] from, int offset, int count) {
        ensure(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    ElementBuffer octet(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Ids hold their own length, so they are written without leading zeros. */
    private void id(int id) {
        ensure(4);
        for (int shift = (31 - Integer.numberOfLeadingZeros(id)) / 8 * 8; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (id >>> shift);
        }
    }

    private void ensure(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
    }
}
