// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import io.apotheca.media.buffer.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Reads what {@link MatroskaWriter} wrote: documents one after the other, with elements of others skipped. A stream may end
 * anywhere, as one does that was being written when its writer died; what came whole before is told. Not thread-safe.
 */
public final class MatroskaReader {
    private static final int LARGEST_ELEMENT = 64 << 20;
    private static final long UNKNOWN = -1;

    /** How a stream ended. */
    public enum End {
        /** Behind a whole element. */
        WHOLE,
        /** Inside of an element, which was not told. */
        INSIDE,
        /** At bytes that are no element of a Matroska stream; those and what follows were not told. */
        FOREIGN
    }

    /** Is told what a stream holds. */
    public interface Visitor {
        /** A document begins; {@code position} is where its first byte stands. */
        void document(long position, Collection<TrackEntry> tracks);

        void block(int track, long timeMillis, boolean key, byte[] frame);
    }

    private final InputStream in;
    private long position;
    private long documentAt;
    private long clusterMillis;

    /** The stream should be a buffered one; the caller closes it. */
    public MatroskaReader(InputStream in) {
        this.in = in;
    }

    /** Where reading has come to: the end of the last element that was told. */
    public long position() {
        return position;
    }

    /** Reads to the end. Throws only what the stream throws. */
    public End read(Visitor visitor) throws IOException {
        while (true) {
            long at = position;
            int id;
            byte[] body;
            try {
                id = (int) readNumber(4, true);
                if (position == at) {
                    return End.WHOLE;
                }
                long size = readNumber(8, false);
                if (id == ElementId.EBML) {
                    documentAt = at;
                }
                if (id == ElementId.SEGMENT || id == ElementId.CLUSTER) {
                    continue; // their children follow
                }
                if (size < 0 || size > LARGEST_ELEMENT) {
                    position = at;
                    return End.FOREIGN;
                }
                body = in.readNBytes((int) size);
                if (body.length < size) {
                    throw new EOFException();
                }
                position += size;
            } catch (EOFException e) {
                position = at;
                return End.INSIDE;
            }
            if (!tell(id, body, visitor)) {
                position = at;
                return End.FOREIGN;
            }
        }
    }

    private boolean tell(int id, byte[] body, Visitor visitor) {
        switch (id) {
            case ElementId.TIMESTAMP -> clusterMillis = Elements.unsigned(body, 0, body.length);
            case ElementId.TRACKS -> {
                List<TrackEntry> tracks = TrackReader.read(body);
                if (tracks == null) {
                    return false;
                }
                visitor.document(documentAt, tracks);
            }
            case ElementId.SIMPLE_BLOCK -> {
                if (body.length < 4 || body[0] >= 0) {
                    return false;
                }
                byte[] frame = Arrays.copyOfRange(body, 4, body.length);
                visitor.block(body[0] & 0x7F, clusterMillis + (short) Bytes.u16(body, 1), body[3] < 0, frame);
            }
            default -> {
                return id != 0;
            }
        }
        return true;
    }

    /** A variable-length number, with its marker if it is an id; {@link #UNKNOWN} if all its bits are set, 0 if it is none. */
    private long readNumber(int mostOctets, boolean id) throws IOException {
        int first = in.read();
        if (first < 0) {
            if (id) {
                return 0;
            }
            throw new EOFException();
        }
        position++;
        int octets = Integer.numberOfLeadingZeros(first) - 23;
        if (octets > mostOctets) {
            return 0;
        }
        long value = id ? first : first & ((1 << (8 - octets)) - 1);
        for (int i = 1; i < octets; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            position++;
            value = value << 8 | next;
        }
        return !id && value == (1L << (7 * octets)) - 1 ? UNKNOWN : value;
    }
}
