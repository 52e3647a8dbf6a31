// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A folder on a disk that others need as well, the database beside it first of all: while less than that is free, the disk
 * counts as full. Can be used by any thread.
 *
 * @param free how many bytes the disk still takes, asked before each write
 * @param keptBytes how many of them are for others
 */
public record RoomKept(PartFolder folder, Free free, long keptBytes) implements PartFolder {
    /** Where free room is read from. */
    @FunctionalInterface
    public interface Free {
        long bytes() throws IOException;

        /** Of the disk that this folder is on. */
        static Free on(Path folder) {
            // Not by its FileStore, which reads the list of all mounts each time.
            return () -> {
                long bytes = folder.toFile().getUsableSpace();
                if (bytes == 0 && !Files.isDirectory(folder)) {
                    throw new NoSuchFileException(folder.toString());
                }
                return bytes;
            };
        }
    }

    private void check(long wantedBytes) throws IOException {
        if (free.bytes() - wantedBytes < keptBytes) {
            throw new DiskFullException();
        }
    }

    @Override
    public int lastPart(UUID archive) throws IOException {
        return folder.lastPart(archive);
    }

    @Override
    public PartFile create(PartName name) throws IOException {
        check(0);
        return new KeptFile(folder.create(name));
    }

    private final class KeptFile implements PartFile {
        private final PartFile file;

        KeptFile(PartFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            check(bytes.remaining());
            file.write(bytes, position);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void finish() throws IOException {
            file.finish();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
