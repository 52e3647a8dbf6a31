// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.playback;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.store.ArchiveStore;
import io.apotheca.recorder.store.FolderStore;
import io.apotheca.signaling.archive.ArchivePlaces;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

/**
 * The sealed bytes of parts, wherever they are: in the store, or still in the folder where they are written, under either
 * of their names. Fails with {@link NoSuchFileException} where a part is nowhere. Any thread may use it.
 *
 * @param written the folder of parts that are being written, or wait for their upload; it may be the store itself, or missing
 */
public record SealedParts(ArchiveStore store, LocalFolder written) {
    public static SealedParts in(ArchivePlaces places) {
        return new SealedParts(places.bucket().orElseGet(() -> new FolderStore(places.folder())), places.folder());
    }

    /** What is there of a part: its length, and bytes of it. */
    private interface Reading<T> {
        T from(ArchiveStore store) throws IOException;
    }

    /** How long the part is now; one that is being written grows. */
    public long lengthBytes(PartName name) throws IOException {
        return first(name, place -> place.lengthBytes(name), FileChannel::size);
    }

    /** So many bytes from that position on; fails where there are not so many. */
    public byte[] read(PartName name, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        return first(
                name,
                place -> {
                    place.read(name, position, bytes.clear());
                    return bytes.array();
                },
                channel -> {
                    bytes.clear();
                    while (bytes.hasRemaining()) {
                        if (channel.read(bytes, position + bytes.position()) < 0) {
                            throw new EOFException();
                        }
                    }
                    return bytes.array();
                });
    }

    private interface OpenReading<T> {
        T from(FileChannel channel) throws IOException;
    }

    /** The finished name is tried last: a part may get it while its other name is looked for. */
    private <T> T first(PartName name, Reading<T> stored, OpenReading<T> open) throws IOException {
        try {
            return stored.from(store);
        } catch (NoSuchFileException e) {
            // perhaps it is being written
        }
        try (FileChannel channel = FileChannel.open(written.open(name), StandardOpenOption.READ)) {
            return open.from(channel);
        } catch (NoSuchFileException e) {
            return stored.from(new FolderStore(written));
        }
    }
}
