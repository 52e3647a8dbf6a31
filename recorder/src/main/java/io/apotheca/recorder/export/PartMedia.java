// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import io.apotheca.recorder.archive.PartException;
import io.apotheca.recorder.archive.PartProblem;
import io.apotheca.recorder.archive.PartReader;
import io.apotheca.recorder.archive.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The media of one part as a stream. It ends where the part does not open any more, and {@link #problem} tells why. */
public final class PartMedia extends InputStream {
    private final SeekableByteChannel channel;
    private final PartReader reader;
    private final Consumer<byte[]> notes;
    private final ByteArrayOutputStream note = new ByteArrayOutputStream();
    private final byte[] media;
    private int at;
    private int end;
    private int segment;
    private @Nullable PartProblem problem;

    /** Closes the channel when it is closed itself. */
    public PartMedia(SeekableByteChannel channel, PartReader reader, Consumer<byte[]> notes) {
        this.channel = channel;
        this.reader = reader;
        this.notes = notes;
        media = new byte[reader.header().segmentLength()];
    }

    /** What is wrong with the part behind the last byte that came. */
    public Optional<PartProblem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public int read() throws IOException {
        return fill() ? media[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(media, at, to, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (at == end) {
            if (problem != null || segment == reader.segments()) {
                return false;
            }
            try {
                take(reader.segment(segment++));
            } catch (PartException e) {
                problem = e.problem();
            }
        }
        return true;
    }

    private void take(Segment opened) {
        at = 0;
        end = 0;
        for (Segment.Entry entry : opened.entries()) {
            switch (entry) {
                case Segment.Media(ByteBuffer bytes) -> {
                    int length = bytes.remaining();
                    bytes.get(bytes.position(), media, end, length);
                    end += length;
                }
                case Segment.Note(ByteBuffer bytes, boolean goesOn) -> {
                    byte[] piece = new byte[bytes.remaining()];
                    bytes.get(bytes.position(), piece);
                    note.writeBytes(piece);
                    if (!goesOn) {
                        notes.accept(note.toByteArray());
                        note.reset();
                    }
                }
                case Segment.End ignored -> {}
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
