// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import io.apotheca.recorder.key.RecordsPublicKey;
import io.apotheca.recorder.seal.DataKey;
import io.apotheca.recorder.seal.Sealing;
import io.apotheca.recorder.seal.SegmentCipher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;

/**
 * Writes one part: records into segments, sealed segments into a batch, the batch into the file. Only {@link #write} and
 * what comes after it touch the file; when they fail, nothing is lost and they can be tried again, because what was sealed is
 * kept and positions are told. Owned by one thread.
 */
final class PartWriter {
    private static final int BATCH_SEGMENTS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PartFile file;
    private final PartHeader header;
    private final SegmentCipher cipher;
    private final int segmentLength;
    private final ByteBuffer batch;
    private final MessageDigest digest = Sha256.begin();

    /** How much of the file is written and digested. */
    private long written;

    private int sealedSegments;
    private int batchedSegments;
    private int position;
    private int limit;
    private long mediaBytes;
    private boolean ended;
    private byte[] trailer = new byte[0];

    /** Nothing is written yet. The data key is wiped before this returns. */
    PartWriter(PartFile file, PartName name, int segmentLength, List<RecordsPublicKey> recipients, Sealing sealing) {
        this.file = file;
        this.segmentLength = segmentLength;
        batch = ByteBuffer.allocateDirect((BATCH_SEGMENTS + 1) * segmentLength);
        byte[] salt = new byte[SegmentCipher.SALT_LENGTH];
        byte[] prefix = new byte[SegmentCipher.PREFIX_LENGTH];
        RANDOM.nextBytes(salt);
        RANDOM.nextBytes(prefix);
        try (DataKey key = sealing.newDataKey()) {
            header = PartHeader.of(name, segmentLength, recipients, key);
            cipher = key.cipher(salt, header.digest().bytes(), prefix);
        }
        batch.put((byte) StreamLayout.HEADER_LENGTH).put(salt).put(prefix);
        beginSegment();
    }

    PartHeader header() {
        return header;
    }

    /** Writes the header and has the disk keep it. It is written anew when that failed before. */
    void begin() throws IOException {
        byte[] bytes = header.bytes();
        file.write(ByteBuffer.wrap(bytes), 0);
        file.force();
        digest.update(bytes);
        written = bytes.length;
    }

    private void beginSegment() {
        position = batchedSegments * segmentLength + StreamLayout.start(sealedSegments);
        limit = (batchedSegments + 1) * segmentLength - SegmentCipher.TAG_LENGTH;
        batch.putLong(position, mediaBytes);
        position += RecordKind.POSITION_LENGTH;
    }

    /** Whether the batch takes the records of another segment; if not, {@link #write} makes room. */
    boolean hasRoom() {
        return batchedSegments < BATCH_SEGMENTS - 1;
    }

    /** How long a record can be that the present segment takes; negative when it takes none. */
    int recordRoom() {
        return limit - position - RecordKind.HEADER_LENGTH;
    }

    /** The longest record that a segment takes. */
    int longestRecord() {
        return StreamLayout.plainLength(1, segmentLength) - RecordKind.POSITION_LENGTH - RecordKind.HEADER_LENGTH;
    }

    /** Adds a record, no longer than {@link #recordRoom}; seals the segment when that fills it. */
    void add(RecordKind kind, byte[] from, int offset, int length) {
        batch.put(position, kind.code()).putShort(position + 1, (short) length);
        batch.put(position + RecordKind.HEADER_LENGTH, from, offset, length);
        position += RecordKind.HEADER_LENGTH + length;
        if (kind == RecordKind.MEDIA) {
            mediaBytes += length;
        }
        if (recordRoom() < 1) {
            seal(false);
        }
    }

    /** Fills up a segment that holds anything, so that it can be written. */
    void pad() {
        if (position
                > batchedSegments * segmentLength + StreamLayout.start(sealedSegments) + RecordKind.POSITION_LENGTH) {
            seal(false);
        }
    }

    private void seal(boolean last) {
        while (position < limit) {
            batch.put(position++, (byte) 0);
        }
        int start = batchedSegments * segmentLength + StreamLayout.start(sealedSegments);
        cipher.seal(batch, start, limit - start, sealedSegments, last);
        sealedSegments++;
        batchedSegments++;
        beginSegment();
    }

    /** Writes what is sealed. */
    void write() throws IOException {
        int length = batchedSegments * segmentLength;
        if (length == 0) {
            return;
        }
        file.write(batch.duplicate().clear().limit(length), written);
        digest.update(batch.duplicate().clear().limit(length));
        written += length;
        batchedSegments = 0;
        int open = position - length;
        batch.put(0, batch, length, open);
        position = open;
        limit -= length;
    }

    /** Fails with {@link UnforcedException} alone: then the part is to be given up. */
    void force() throws UnforcedException {
        try {
            file.force();
        } catch (IOException e) {
            throw new UnforcedException(e);
        }
    }

    /** How much of the file is written. */
    long written() {
        return written;
    }

    /**
     * Writes the end, and gives the file its name.
     *
     * @param archiveEnds whether no other part follows
     */
    PartEnd finish(boolean archiveEnds) throws IOException {
        if (!ended) {
            end(archiveEnds);
        }
        write();
        if (trailer.length == 0) {
            trailer = PartTrailer.bytes(false, written, digest);
        }
        file.write(ByteBuffer.wrap(trailer), written);
        force();
        file.finish();
        return new PartEnd(
                header.name(),
                header.recipients(),
                Sha256.ended(Sha256.soFar(digest)),
                written + PartTrailer.LENGTH,
                mediaBytes);
    }

    private void end(boolean archiveEnds) {
        if (recordRoom() < RecordKind.END_LENGTH) {
            pad();
        }
        byte[] end = ByteBuffer.allocate(RecordKind.END_LENGTH)
                .put((byte) (archiveEnds ? 1 : 0))
                .putLong(mediaBytes)
                .array();
        batch.put(position, RecordKind.END.code()).putShort(position + 1, (short) end.length);
        batch.put(position + RecordKind.HEADER_LENGTH, end);
        position += RecordKind.HEADER_LENGTH + end.length;
        seal(true);
        cipher.close();
        ended = true;
    }

    /** Leaves the file without an end, and wipes the key. */
    void abandon() {
        cipher.close();
        file.close();
    }
}
