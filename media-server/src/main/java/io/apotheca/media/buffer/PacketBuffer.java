// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.buffer;

/**
 * One datagram: a fixed array and the window of it that holds the datagram. Owned by one MediaLoop and reused, so nobody
 * keeps a reference past the call that handed it over. The fields are public because every step of the packet path reads
 * and narrows the window.
 */
public final class PacketBuffer {
    /** Bytes a buffer can hold: an Ethernet-sized datagram, its SRTP tag, and room to tell an oversize one. */
    public static final int CAPACITY = 2048;

    public final byte[] bytes = new byte[CAPACITY];
    public int offset;
    public int length;

    /** The window becomes {@code length} bytes from the start of the array. */
    public void reset(int length) {
        this.offset = 0;
        this.length = length;
    }
}
