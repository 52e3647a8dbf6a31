// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.transport.HeaderExtensions;
import java.util.random.RandomGenerator;

/**
 * Thirty VP8 frames a second in three temporal layers (RFC 7741), as browsers with L1T3 send them: frames are of layers 0, 2,
 * 1, 2 in turn. A frame's packets are equal in size. A key frame, at the beginning and where one is asked for, is four
 * times as large.
 */
final class OutgoingVideo extends OutgoingStream {
    private static final int FRAMES_PER_SECOND = 30;
    private static final long FRAME_NANOS = 1_000_000_000L / FRAMES_PER_SECOND;
    private static final int KEY_FACTOR = 4;
    private static final int MAX_PAYLOAD = 1100;
    private static final int DESCRIPTOR = 6;
    /** A key frame's uncompressed header: 640×360 (RFC 6386 section 9.1). */
    private static final byte[] KEY_HEADER = {0x10, 0, 0, (byte) 0x9D, 1, 0x2A, (byte) 0x80, 2, 0x68, 1};

    private static final int LEAST = DESCRIPTOR + KEY_HEADER.length + PacketStamp.BYTES;
    /** TID and Y of the layers in turn; the second and third refer to the base layer only. */
    private static final int[] LAYERS = {0, 0xA0, 0x60, 0x80};

    private final int frameBytes;
    private int pictureId;
    private int baseIndex;
    private int turn;
    private boolean keyframeWanted = true;
    private long nextNanos;

    OutgoingVideo(SentStream stream, HeaderExtensions extensions, Sink sink, RandomGenerator random, long nowNanos) {
        super(stream, extensions, sink, random);
        frameBytes = (int) Math.max(LEAST, stream.rateBps() / 8 / FRAMES_PER_SECOND);
        pictureId = random.nextInt(1 << 15);
        baseIndex = random.nextInt(1 << 8);
        nextNanos = nowNanos + random.nextLong(FRAME_NANOS);
    }

    @Override
    long nextNanos() {
        return nextNanos;
    }

    @Override
    void onDeadline(long nowNanos) {
        sendFrame(nowNanos);
        // What could not be captured in time is left out, as a camera's driver would.
        nextNanos += FRAME_NANOS * Math.max(1, Math.ceilDiv(nowNanos - nextNanos, FRAME_NANOS));
    }

    private void sendFrame(long nowNanos) {
        boolean key = keyframeWanted;
        keyframeWanted = false;
        pictureId = pictureId + 1 & 0x7FFF;
        turn = key ? 0 : (turn + 1) % LAYERS.length;
        baseIndex = turn == 0 ? baseIndex + 1 & 0xFF : baseIndex;
        int bytes = key ? KEY_FACTOR * frameBytes : frameBytes;
        int count = Math.ceilDiv(bytes, MAX_PAYLOAD);
        int length = Math.max(LEAST, bytes / count);
        for (int index = 0; index < count; index++) {
            send(index == count - 1, nextNanos, length, shape(key, index == 0), nowNanos);
        }
    }

    /** All that the descriptor says, in one number. */
    private long shape(boolean key, boolean first) {
        return (long) pictureId << 16 | (long) baseIndex << 8 | turn << 2 | (key ? 2 : 0) | (first ? 1 : 0);
    }

    @Override
    void writePayload(byte[] bytes, int at, int length, long shape) {
        Bytes.put8(bytes, at, (shape & 1) != 0 ? 0x90 : 0x80);
        Bytes.put8(bytes, at + 1, 0xE0);
        Bytes.put16(bytes, at + 2, 0x8000 | (int) (shape >> 16));
        Bytes.put8(bytes, at + 4, (int) (shape >> 8));
        Bytes.put8(bytes, at + 5, LAYERS[(int) (shape >> 2) & 3]);
        if ((shape & 3) == 3) {
            System.arraycopy(KEY_HEADER, 0, bytes, at + DESCRIPTOR, KEY_HEADER.length);
        } else {
            Bytes.put8(bytes, at + DESCRIPTOR, (shape & 2) != 0 ? 0 : 1);
        }
    }

    @Override
    void onKeyframeWanted() {
        keyframeWanted = true;
    }

    @Override
    int audioLevel() {
        return -1;
    }
}
