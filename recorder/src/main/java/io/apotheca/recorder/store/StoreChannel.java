// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import io.apotheca.recorder.archive.PartName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A part in a store, read as a file is, a large piece at a time. Not for several threads at once. */
public final class StoreChannel implements SeekableByteChannel {
    private static final int PIECE_BYTES = 1 << 20;

    private final ArchiveStore store;
    private final PartName name;
    private final long size;
    private final ByteBuffer piece;
    private long pieceAt;
    private int pieceLength;
    private long position;
    private boolean open = true;

    public StoreChannel(ArchiveStore store, PartName name) throws IOException {
        this.store = store;
        this.name = name;
        size = store.lengthBytes(name);
        piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, size));
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (position >= size) {
            return -1;
        }
        if (position < pieceAt || position >= pieceAt + pieceLength) {
            fill();
        }
        int at = (int) (position - pieceAt);
        int length = Math.min(to.remaining(), pieceLength - at);
        to.put(piece.slice(at, length));
        position += length;
        return length;
    }

    private void fill() throws IOException {
        pieceLength = 0;
        piece.clear().limit((int) Math.min(piece.capacity(), size - position));
        store.read(name, position, piece);
        pieceLength = piece.flip().limit();
        pieceAt = position;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
