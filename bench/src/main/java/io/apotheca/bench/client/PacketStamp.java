// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.Bytes;

/**
 * The last bytes of each payload: a mark, and when the packet was sent first. At the end, because what stands in front of
 * it may change its length on the way.
 */
public final class PacketStamp {
    public static final int BYTES = 12;

    private static final int MARK = 0x41506F74;
    private static final long NONE = Long.MIN_VALUE;

    private PacketStamp() {}

    static void write(byte[] bytes, int payloadEnd, long nanos) {
        Bytes.put32(bytes, payloadEnd - BYTES, MARK);
        Bytes.put64(bytes, payloadEnd - 8, nanos);
    }

    /** When the packet was sent; {@code Long.MIN_VALUE} where there is no stamp. */
    public static long read(byte[] bytes, int payloadOffset, int payloadLength) {
        int at = payloadOffset + payloadLength - BYTES;
        return payloadLength < BYTES || Bytes.i32(bytes, at) != MARK ? NONE : Bytes.i64(bytes, at + 4);
    }
}
