// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A disk in memory that fails as it is told to. */
final class MemoryDisk implements PartFolder {
    final Map<PartName, byte[]> open = new HashMap<>();
    final Map<PartName, byte[]> finished = new HashMap<>();
    Optional<IOException> failure = Optional.empty();

    /** What fails when it is to keep what it has taken. */
    Optional<IOException> forceFailure = Optional.empty();

    /** How many more bytes it takes; the write that meets this bound is torn there. */
    long roomBytes = Long.MAX_VALUE;

    int forced;

    private void check() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Override
    public int lastPart(UUID archive) throws IOException {
        check();
        return open.size() + finished.size();
    }

    @Override
    public PartFile create(PartName name) throws IOException {
        check();
        open.put(name, new byte[0]);
        return new File(name);
    }

    private final class File implements PartFile {
        private final PartName name;

        File(PartName name) {
            this.name = name;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            check();
            int length = (int) Math.min(bytes.remaining(), roomBytes);
            byte[] before = open.getOrDefault(name, new byte[0]);
            byte[] after = Arrays.copyOf(before, Math.max(before.length, (int) position + length));
            bytes.get(after, (int) position, length);
            open.put(name, after);
            roomBytes -= length;
            if (bytes.hasRemaining()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void force() throws IOException {
            check();
            if (forceFailure.isPresent()) {
                throw forceFailure.get();
            }
            forced++;
        }

        @Override
        public void finish() throws IOException {
            check();
            finished.put(name, open.remove(name));
        }

        @Override
        public void close() {}
    }
}
