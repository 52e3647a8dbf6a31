// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.buffer.Bytes;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Records of bytes on their way from one thread to another one, without locks. It begins small, doubles up to a bound, and
 * allocates only then. A record is two pieces, so that a writer needs not join them.
 */
final class RecordRing {
    private static final int LENGTH_BYTES = 4;

    /** One array; when it was too small, the writer has gone on to the next. */
    private static final class Block {
        final byte[] bytes;
        final AtomicLong written = new AtomicLong();
        final AtomicLong read = new AtomicLong();
        volatile @Nullable Block next;

        Block(int size) {
            bytes = new byte[size];
        }

        long free() {
            return bytes.length - (written.getPlain() - read.getAcquire());
        }

        void copyIn(long position, byte[] from, int offset, int length) {
            int at = (int) (position & (bytes.length - 1));
            int first = Math.min(length, bytes.length - at);
            System.arraycopy(from, offset, bytes, at, first);
            System.arraycopy(from, offset + first, bytes, 0, length - first);
        }

        void copyOut(long position, byte[] to, int length) {
            int at = (int) (position & (bytes.length - 1));
            int first = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, to, 0, first);
            System.arraycopy(bytes, 0, to, first, length - first);
        }
    }

    private final int mostBytes;
    private final byte[] lengthOut = new byte[LENGTH_BYTES];
    private final byte[] lengthIn = new byte[LENGTH_BYTES];
    private Block writing;
    private Block reading;

    /** Sizes are powers of two. */
    RecordRing(int firstBytes, int mostBytes) {
        if (Integer.bitCount(firstBytes) != 1 || Integer.bitCount(mostBytes) != 1 || firstBytes > mostBytes) {
            throw new IllegalArgumentException("sizes are powers of two");
        }
        this.mostBytes = mostBytes;
        writing = new Block(firstBytes);
        reading = writing;
    }

    /** Puts a record in, if that leaves so many bytes free. On the writer's thread. */
    boolean put(byte[] head, int headLength, byte[] body, int offset, int length, int leaveFree) {
        long needed = (long) LENGTH_BYTES + headLength + length + leaveFree;
        while (writing.free() < needed) {
            if (writing.bytes.length == mostBytes) {
                return false;
            }
            Block larger = new Block(2 * writing.bytes.length);
            writing.next = larger;
            writing = larger;
        }
        Block block = writing;
        long at = block.written.getPlain();
        Bytes.put32(lengthOut, 0, headLength + length);
        block.copyIn(at, lengthOut, 0, LENGTH_BYTES);
        block.copyIn(at + LENGTH_BYTES, head, 0, headLength);
        block.copyIn(at + LENGTH_BYTES + headLength, body, offset, length);
        block.written.setRelease(at + LENGTH_BYTES + headLength + length);
        return true;
    }

    /** The next record, or null when there is none. On the reader's thread. */
    byte @Nullable [] take() {
        // Before looking whether the block is empty: nothing is added to one that has a next.
        Block next = reading.next;
        long at = reading.read.getPlain();
        while (at == reading.written.getAcquire()) {
            if (next == null) {
                return null;
            }
            reading = next;
            next = reading.next;
            at = reading.read.getPlain();
        }
        reading.copyOut(at, lengthIn, LENGTH_BYTES);
        byte[] record = new byte[Bytes.i32(lengthIn, 0)];
        reading.copyOut(at + LENGTH_BYTES, record, record.length);
        reading.read.setRelease(at + LENGTH_BYTES + record.length);
        return record;
    }
}
