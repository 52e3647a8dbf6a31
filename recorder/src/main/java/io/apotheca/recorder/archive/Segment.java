// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a segment holds. Its buffers are good until the next one is read.
 *
 * @param mediaPosition how much media was before it
 * @param last whether it is the part's last
 */
public record Segment(long mediaPosition, List<Entry> entries, boolean last) {
    /** One record. */
    public sealed interface Entry {}

    /** A piece of the media stream. */
    public record Media(ByteBuffer bytes) implements Entry {}

    /** A note, or a piece of it; the rest comes with the next entries of this kind. */
    public record Note(ByteBuffer bytes, boolean goesOn) implements Entry {}

    /** The part's end. */
    public record End(boolean archiveEnds, long mediaBytes) implements Entry {}

    public Segment {
        entries = List.copyOf(entries);
    }

    /** Empty for what no writer writes. */
    static Optional<Segment> parse(ByteBuffer plain, boolean last) {
        if (plain.remaining() < RecordKind.POSITION_LENGTH) {
            return Optional.empty();
        }
        long position = plain.getLong();
        List<Entry> entries = new ArrayList<>();
        while (plain.remaining() >= RecordKind.HEADER_LENGTH) {
            Optional<RecordKind> kind = RecordKind.of(plain.get());
            int length = plain.getShort() & 0xFFFF;
            if (kind.isEmpty() || length > plain.remaining()) {
                return Optional.empty();
            }
            if (kind.get() == RecordKind.PADDING) {
                break;
            }
            Optional<Entry> entry = entry(kind.get(), plain.slice(plain.position(), length));
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            entries.add(entry.get());
            plain.position(plain.position() + length);
        }
        return position < 0 ? Optional.empty() : Optional.of(new Segment(position, entries, last));
    }

    private static Optional<Entry> entry(RecordKind kind, ByteBuffer bytes) {
        return switch (kind) {
            case MEDIA -> Optional.of(new Media(bytes));
            case NOTE -> Optional.of(new Note(bytes, false));
            case NOTE_PIECE -> Optional.of(new Note(bytes, true));
            case END ->
                bytes.remaining() == RecordKind.END_LENGTH
                        ? Optional.of(new End(bytes.get(0) != 0, bytes.getLong(1)))
                        : Optional.empty();
            case PADDING -> Optional.empty();
        };
    }

    /** How much media there is up to the segment's end. */
    long mediaEnd() {
        long end = mediaPosition;
        for (Entry entry : entries) {
            if (entry instanceof Media(ByteBuffer bytes)) {
                end += bytes.remaining();
            }
        }
        return end;
    }

    /** The part's end, if it is here. */
    Optional<End> end() {
        return entries.isEmpty() || !(entries.getLast() instanceof End end) ? Optional.empty() : Optional.of(end);
    }
}
