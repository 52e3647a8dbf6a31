// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.transport.HeaderExtensions;
import java.util.random.RandomGenerator;

/** A voice: fifty packets a second of the same size. */
final class OutgoingAudio extends OutgoingStream {
    private static final long PACKET_NANOS = 20_000_000;
    private static final int PACKETS_PER_SECOND = 50;
    private static final int QUIETEST = 60;

    /** One frame of 20 ms, full band (RFC 6716 section 3.1): whoever records it goes by that. */
    private static final byte TOC = (byte) 0xF8;

    private final int length;
    private final int level;
    private long nextNanos;

    OutgoingAudio(SentStream stream, HeaderExtensions extensions, Sink sink, RandomGenerator random, long nowNanos) {
        super(stream, extensions, sink, random);
        length = Math.clamp(stream.rateBps() / 8 / PACKETS_PER_SECOND, PacketStamp.BYTES, 1000);
        level = random.nextInt(20, QUIETEST);
        nextNanos = nowNanos + random.nextLong(PACKET_NANOS);
    }

    @Override
    long nextNanos() {
        return nextNanos;
    }

    @Override
    void onDeadline(long nowNanos) {
        while (nextNanos <= nowNanos) {
            send(false, nextNanos, length, 0, nowNanos);
            nextNanos += PACKET_NANOS;
        }
    }

    @Override
    void onKeyframeWanted() {
        // Sound has none.
    }

    @Override
    void writePayload(byte[] bytes, int at, int size, long shape) {
        bytes[at] = TOC; // The rest is as good as any other: nobody decodes it.
    }

    @Override
    int audioLevel() {
        return level;
    }
}
