// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import io.apotheca.recorder.archive.PartException;
import io.apotheca.recorder.archive.PartReader;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.function.Consumer;

/** All parts of an archive, in order, and the key that opens them. Any thread may open a part, each for itself. */
public record ArchiveMedia(List<Sealed> parts, RecordsPrivateKey key) {
    /** The sealed bytes of one part. */
    @FunctionalInterface
    public interface Sealed {
        SeekableByteChannel open() throws IOException;
    }

    public ArchiveMedia {
        parts = List.copyOf(parts);
    }

    /** The media of a part from its beginning on; its notes are told on the way, each whole. */
    PartMedia open(Sealed part, Consumer<byte[]> notes) throws IOException, PartException {
        SeekableByteChannel channel = part.open();
        try {
            return new PartMedia(channel, PartReader.open(channel, key), notes);
        } catch (IOException | PartException e) {
            channel.close();
            throw e;
        }
    }
}
