// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Bytes to be read as a file is. */
final class Bytes implements SeekableByteChannel {
    private final byte[] bytes;
    private int position;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer to) {
        int length = Math.min(to.remaining(), bytes.length - position);
        if (length <= 0) {
            return -1;
        }
        to.put(bytes, position, length);
        position += length;
        return length;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = (int) newPosition;
        return this;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
