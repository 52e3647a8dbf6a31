// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import java.nio.ByteBuffer;

/**
 * Cuts a byte stream into the datagrams that were framed in it: two bytes of length, then as many bytes (RFC 4571,
 * section 2). Holds at most one unfinished frame, however the stream is split. Owned by its connection.
 */
final class FrameReader {
    /** Takes one whole datagram; the buffer is the reader's and good for the call only. */
    @FunctionalInterface
    interface Sink {
        /** Whether to go on with the stream. */
        boolean onFrame(PacketBuffer datagram);
    }

    private static final int HEADER_LENGTH = 2;

    private final PacketBuffer frame = new PacketBuffer();
    /** Bytes of the present frame that are here, its header among them. */
    private int have;

    private int length;

    /**
     * Takes all of {@code stream}; the sink gets each datagram as it becomes whole. False when a frame is announced that
     * is larger than any datagram we take: the stream is of no use from there on; or when the sink wants no more.
     */
    boolean feed(ByteBuffer stream, Sink sink) {
        while (stream.hasRemaining()) {
            if (have < HEADER_LENGTH) {
                length = (length & 0xFF) << 8 | (stream.get() & 0xFF);
                have++;
                if (have == HEADER_LENGTH && length > PacketBuffer.MAX_DATAGRAM) {
                    return false;
                }
            } else {
                int count = Math.min(stream.remaining(), HEADER_LENGTH + length - have);
                stream.get(frame.bytes, have - HEADER_LENGTH, count);
                have += count;
            }
            if (have == HEADER_LENGTH + length && have >= HEADER_LENGTH && !finish(sink)) {
                return false;
            }
        }
        return true;
    }

    /** A frame of no bytes is allowed and means nothing. */
    private boolean finish(Sink sink) {
        boolean empty = length == 0;
        frame.reset(length);
        have = 0;
        length = 0;
        return empty || sink.onFrame(frame);
    }
}
