// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import org.jitsi.utils.ByteArrayBuffer;

/** The window of an array that jitsi-srtp works on; reused for every packet of one direction. */
final class JitsiPacket implements ByteArrayBuffer {
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;

    JitsiPacket over(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        return this;
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int length) {
        this.length = length;
    }

    @Override
    public void setOffset(int offset) {
        this.offset = offset;
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] into) {
        System.arraycopy(bytes, offset + from, into, 0, count);
    }

    /** There is nothing to enlarge: the array has room for the tag, as the port demands. */
    @Override
    public void grow(int howMuch) {}

    @Override
    public void append(byte[] data, int count) {
        System.arraycopy(data, 0, bytes, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int count) {
        length -= count;
    }
}
