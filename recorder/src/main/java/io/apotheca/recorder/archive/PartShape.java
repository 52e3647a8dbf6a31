// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What can be told of a part without a key.
 *
 * @param trailer empty when the part has no end
 * @param fileBytes of the whole file
 */
record PartShape(PartHeader header, Optional<PartTrailer> trailer, long fileBytes) {
    private static final int BUFFER = 1 << 16;

    static PartShape read(SeekableByteChannel channel) throws IOException, PartException {
        long size = channel.size();
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(size, PartHeader.LONGEST));
        readFully(channel, start, 0);
        PartHeader header = PartHeader.parse(start.flip());
        Optional<PartTrailer> trailer = Optional.empty();
        if (size >= header.length() + PartTrailer.LENGTH) {
            ByteBuffer end = ByteBuffer.allocate(PartTrailer.LENGTH);
            readFully(channel, end, size - PartTrailer.LENGTH);
            trailer = PartTrailer.parse(end.flip(), size);
        }
        PartShape shape = new PartShape(header, trailer, size);
        if (shape.streamBytes() / header.segmentLength() > Integer.MAX_VALUE) {
            throw new PartException(new PartProblem.Tampered(0));
        }
        return shape;
    }

    /** Fills the buffer; fails when there is not so much. */
    static void readFully(SeekableByteChannel channel, ByteBuffer to, long position) throws IOException {
        channel.position(position);
        while (to.hasRemaining()) {
            if (channel.read(to) < 0) {
                throw new EOFException();
            }
        }
    }

    /** Whether the writer itself wrote the end. */
    boolean finished() {
        return trailer.isPresent() && !trailer.get().recovered();
    }

    private long streamBytes() {
        return fileBytes - header.length() - (trailer.isPresent() ? PartTrailer.LENGTH : 0);
    }

    int segments() {
        return (int) (streamBytes() / header.segmentLength());
    }

    /** What is behind the last whole segment. */
    int tornBytes() {
        return (int) (streamBytes() % header.segmentLength());
    }

    long offset(int segment) {
        return header.length() + (long) segment * header.segmentLength();
    }

    /** Reads the whole file. */
    Digests digests(SeekableByteChannel channel) throws IOException {
        MessageDigest digest = Sha256.begin();
        boolean sound = true;
        if (trailer.isPresent()) {
            feed(channel, 0, fileBytes - Sha256.LENGTH, digest);
            byte[] sum = Sha256.soFar(digest);
            sound = Sha256.ended(sum).equals(trailer.get().digest());
            feed(channel, fileBytes - Sha256.LENGTH, fileBytes, digest);
        } else {
            feed(channel, 0, fileBytes, digest);
        }
        return new Digests(Sha256.ended(digest.digest()), sound);
    }

    static void feed(SeekableByteChannel channel, long from, long to, MessageDigest digest) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = from; at < to; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER, to - at));
            readFully(channel, buffer, at);
            digest.update(buffer.flip());
        }
    }

    /**
     * Digests of a file.
     *
     * @param sound whether the trailer's digest, if there is a trailer, is that of what is before it
     */
    record Digests(Sha256 file, boolean sound) {}
}
