// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Bytes of whole frames that the socket has not taken yet: a ring of fixed size. Owned by its connection. */
final class FrameQueue {
    private final ByteBuffer ring;
    private int head;
    private int size;

    FrameQueue(int capacity) {
        ring = ByteBuffer.allocateDirect(capacity);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Takes all that remains in {@code bytes}, or nothing when there is no room for all of it; whether it did. */
    boolean add(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length > ring.capacity() - size) {
            return false;
        }
        int tail = (head + size) % ring.capacity();
        int first = Math.min(length, ring.capacity() - tail);
        ring.put(tail, bytes, bytes.position(), first);
        ring.put(0, bytes, bytes.position() + first, length - first);
        bytes.position(bytes.limit());
        size += length;
        return true;
    }

    /** Writes as much as the channel takes. */
    void drainTo(WritableByteChannel channel) throws IOException {
        while (size > 0) {
            int first = Math.min(size, ring.capacity() - head);
            ring.limit(head + first).position(head);
            int written = channel.write(ring);
            ring.clear();
            head = (head + written) % ring.capacity();
            size -= written;
            if (written < first) {
                return;
            }
        }
    }
}
