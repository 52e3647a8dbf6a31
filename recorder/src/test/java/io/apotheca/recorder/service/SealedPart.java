// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.recorder.archive.PartException;
import io.apotheca.recorder.archive.PartReader;
import io.apotheca.recorder.archive.PartVerdict;
import io.apotheca.recorder.archive.PartVerifier;
import io.apotheca.recorder.archive.Segment;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is in a part's file. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SealedPart(PartVerdict verdict, byte[] media, List<String> notes) {
    static SealedPart read(Path file, RecordsPrivateKey key) throws IOException, PartException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            PartVerdict verdict = new PartVerifier(Optional.of(key), Optional.empty(), false).verify(channel);
            PartReader reader = PartReader.open(channel, key);
            ByteBuffer media = ByteBuffer.allocate((int) reader.mediaBytes());
            reader.media(0, media);
            return new SealedPart(verdict, media.array(), notes(reader));
        }
    }

    private static List<String> notes(PartReader reader) throws IOException, PartException {
        List<String> notes = new ArrayList<>();
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        for (int i = 0; i < reader.segments(); i++) {
            for (Segment.Entry entry : reader.segment(i).entries()) {
                if (entry instanceof Segment.Note(ByteBuffer bytes, boolean goesOn)) {
                    byte[] piece = new byte[bytes.remaining()];
                    bytes.get(bytes.position(), piece);
                    note.writeBytes(piece);
                    if (!goesOn) {
                        notes.add(note.toString(StandardCharsets.UTF_8));
                        note.reset();
                    }
                }
            }
        }
        return notes;
    }
}
