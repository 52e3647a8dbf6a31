// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says that somebody writes a part, to every process of this machine, until it is closed or the process ends. It lies beside
 * the part: a process loses its lock of a file when it closes that file anywhere (fcntl(2)), as all that read a part do.
 */
final class PartLock implements AutoCloseable {
    /** A process's locks do not keep itself out. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private PartLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Null while somebody else has it, here or in another process. */
    static @Nullable PartLock take(Path beside) throws IOException {
        Path file = beside.resolveSibling(beside.getFileName() + ".lock")
                .toAbsolutePath()
                .normalize();
        if (!HELD.add(file)) {
            return null;
        }
        PartLock lock = null;
        try {
            lock = locked(file);
            return lock;
        } finally {
            if (lock == null) {
                HELD.remove(file);
            }
        }
    }

    private static @Nullable PartLock locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        PartLock lock = null;
        try {
            lock = channel.tryLock() == null ? null : new PartLock(file, channel);
        } catch (OverlappingFileLockException e) {
            // Ours, by another name of the folder.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        } finally {
            HELD.remove(file);
        }
    }
}
