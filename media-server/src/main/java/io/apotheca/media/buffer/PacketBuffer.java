// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.buffer;

/**
 * One datagram: a fixed array and the window of it that holds the datagram. Owned by one MediaLoop and reused, so nobody
 * keeps a reference past the call that handed it over. The fields are public because every step of the packet path reads
 * and narrows the window.
 */
public final class PacketBuffer {
    public static final int CAPACITY = 2048;

    /** The largest datagram taken in: what remains is room to grow by, for an RTX header and the longest SRTP tag. */
    public static final int MAX_DATAGRAM = CAPACITY - 64;

    public final byte[] bytes = new byte[CAPACITY];
    public int offset;
    public int length;

    /** The window becomes {@code length} bytes from the start of the array. */
    public void reset(int length) {
        this.offset = 0;
        this.length = length;
    }
}
