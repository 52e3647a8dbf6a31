// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.util.List;
import java.util.Optional;

/** What a record in a segment is. */
enum RecordKind {
    /** Nothing: the rest of the segment is zeros. */
    PADDING(0),
    /** A piece of the media stream. */
    MEDIA(1),
    /** A note, or the last piece of one. */
    NOTE(2),
    /** A piece of a note that goes on in the next record of its kind. */
    NOTE_PIECE(3),
    /** The part's end: what follows it, and how long its media is. */
    END(4);

    /** Of a record: its kind and how many bytes follow. */
    static final int HEADER_LENGTH = 3;

    /** Of a segment's plaintext: how much media was before it. */
    static final int POSITION_LENGTH = Long.BYTES;

    /** Of the end record: whether the archive ends, too, and the media's length. */
    static final int END_LENGTH = 1 + Long.BYTES;

    private static final List<RecordKind> ALL = List.of(values());

    private final byte code;

    RecordKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /** Empty for a code that nothing has. */
    static Optional<RecordKind> of(int code) {
        return code >= 0 && code < ALL.size() ? Optional.of(ALL.get(code)) : Optional.empty();
    }
}
