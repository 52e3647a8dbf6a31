// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of this machine. A file that is being written is locked, so that nobody takes it for what a crash left. */
public record LocalFolder(Path path) implements PartFolder {
    @Override
    public int lastPart(UUID archive) throws IOException {
        return parts().stream()
                .filter(name -> name.archive().equals(archive))
                .mapToInt(PartName::part)
                .max()
                .orElse(0);
    }

    /** All parts that are here, those that are being written and those a crash left among them, in order. */
    public List<PartName> parts() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> PartName.of(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    public Path finished(PartName name) {
        return path.resolve(name.fileName());
    }

    public Path open(PartName name) {
        return path.resolve(name.openFileName());
    }

    @Override
    public PartFile create(PartName name) throws IOException {
        if (Files.exists(finished(name))) {
            throw new FileAlreadyExistsException(name.fileName());
        }
        FileChannel channel = FileChannel.open(open(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new FileAlreadyExistsException(name.openFileName());
        }
        return new LocalFile(name, channel);
    }

    /** Null while somebody else has the lock, here or in another process. It goes with the channel. */
    static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Makes a file that was made, renamed or deleted here stay so after a power cut. */
    public void forceNames() throws IOException {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Gives the file of a part its last name. */
    void rename(PartName name) throws IOException {
        if (Files.exists(open(name)) && Files.exists(finished(name))) {
            throw new FileAlreadyExistsException(name.fileName());
        }
        if (!Files.exists(finished(name))) {
            Files.move(open(name), finished(name), StandardCopyOption.ATOMIC_MOVE);
        }
        forceNames();
    }

    private final class LocalFile implements PartFile {
        private final PartName name;
        private final FileChannel channel;
        private boolean named;

        LocalFile(PartName name, FileChannel channel) {
            this.name = name;
            this.channel = channel;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
            if (!named) {
                forceNames();
                named = true;
            }
            if (!Files.exists(open(name)) && !Files.exists(finished(name))) {
                throw new NoSuchFileException(name.openFileName());
            }
        }

        @Override
        public void finish() throws IOException {
            rename(name);
            channel.close();
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // what was written is there all the same
            }
        }
    }
}
