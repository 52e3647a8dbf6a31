// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.buffer.Bytes;
import java.util.Arrays;

/** Where a frame grows until it is whole. Reused from frame to frame. */
final class FrameBuffer {
    /** A frame of more bytes is not recorded. */
    static final int LARGEST_FRAME = 2 << 20;

    private static final int FIRST_ROOM = 2048;
    /** What only a seldom large frame needed is given back. */
    private static final int KEPT_ROOM = 256 << 10;

    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;

    void clear() {
        length = 0;
        if (bytes.length > KEPT_ROOM) {
            bytes = new byte[FIRST_ROOM];
        }
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** False, and nothing changes, if it would be too much. */
    boolean append(byte[] from, int offset, int count) {
        if (!ensure(count)) {
            return false;
        }
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return true;
    }

    boolean append(int octet) {
        if (!ensure(1)) {
            return false;
        }
        bytes[length++] = (byte) octet;
        return true;
    }

    boolean append32(int value) {
        if (!ensure(4)) {
            return false;
        }
        Bytes.put32(bytes, length, value);
        length += 4;
        return true;
    }

    private boolean ensure(int count) {
        if (count > LARGEST_FRAME - length) {
            return false;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        return true;
    }
}
