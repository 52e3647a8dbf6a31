// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.libcrypto.Libcrypto;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Native memory of one direction: the packet that a cipher works on, and the nonce for it. Copying a packet there and back
 * costs no more than to hand its array over, which makes objects for each packet.
 */
final class NativePacket {
    /** Behind the longest packet there is room for an SRTCP index and a whole HMAC. */
    private static final int ROOM = 64;

    private static final int CAPACITY = PacketShape.MAX_LENGTH + ROOM;

    private static final long NONCE = 0;
    private static final long COUNT = 16;
    private static final long PACKET = 64;
    private static final long SIZE = PACKET + CAPACITY;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment memory = Libcrypto.allocate(SIZE);
    private final long address = memory.address();

    /** Where libcrypto finds the packet's byte at this position. */
    long at(int position) {
        return address + PACKET + position;
    }

    long nonce() {
        return address + NONCE;
    }

    /** Where libcrypto says how much it wrote, which is known beforehand. */
    long count() {
        return address + COUNT;
    }

    void load(byte[] bytes, int offset, int length) {
        MemorySegment.copy(bytes, offset, memory, ValueLayout.JAVA_BYTE, PACKET, length);
    }

    /** Copies what is between these positions to the same place of the packet at {@code offset}. */
    void store(int from, int to, byte[] bytes, int offset) {
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, PACKET + from, bytes, offset + from, to - from);
    }

    void put32(int position, int value) {
        memory.set(INT, PACKET + position, value);
    }

    byte get8(int position) {
        return memory.get(ValueLayout.JAVA_BYTE, PACKET + position);
    }

    /** The 12 bytes of RFC 7714, section 8.1. */
    void nonce(int first, long rest) {
        memory.set(INT, NONCE, first);
        memory.set(LONG, NONCE + Integer.BYTES, rest);
    }

    /** The 16 bytes of RFC 3711, section 4.1.1. */
    void counter(long first, long rest) {
        memory.set(LONG, NONCE, first);
        memory.set(LONG, NONCE + Long.BYTES, rest);
    }

    /** Forgets what is there: keys pass through here at the beginning. */
    void wipe() {
        memory.fill((byte) 0);
    }

    /** Frees the memory, wiped. */
    void free() {
        Libcrypto.free(memory);
    }
}
