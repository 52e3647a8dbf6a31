// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.buffer.Bytes;

/**
 * What a virtual payload says of itself, so that a receiver can tell whether it got what it was told it gets.
 *
 * @param publisher number of the peer that sent it
 * @param frame counts the stream's frames, from 0
 * @param index of the packet in its frame, of {@code count}
 * @param refersTo the frame it refers to, or -1
 * @param captureNanos when the frame was captured, in virtual time
 */
public record Stamp(int publisher, int frame, int index, int count, int refersTo, long captureNanos) {
    static final int LENGTH = 24;

    void write(byte[] bytes, int at) {
        Bytes.put32(bytes, at, publisher);
        Bytes.put32(bytes, at + 4, frame);
        Bytes.put16(bytes, at + 8, index);
        Bytes.put16(bytes, at + 10, count);
        Bytes.put32(bytes, at + 12, refersTo);
        Bytes.put64(bytes, at + 16, captureNanos);
    }

    static Stamp read(byte[] bytes, int at) {
        return new Stamp(
                Bytes.i32(bytes, at),
                Bytes.i32(bytes, at + 4),
                Bytes.u16(bytes, at + 8),
                Bytes.u16(bytes, at + 10),
                Bytes.i32(bytes, at + 12),
                Bytes.i64(bytes, at + 16));
    }
}
