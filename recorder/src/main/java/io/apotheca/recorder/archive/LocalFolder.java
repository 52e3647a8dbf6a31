// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

/** A folder of this machine. A part that is being written is locked, so that nobody takes it for what a crash left. */
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
        PartLock lock = lock(name);
        if (lock == null) {
            throw new FileAlreadyExistsException(name.openFileName());
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(open(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } finally {
            if (channel == null) {
                lock.close();
            }
        }
        return new LocalFile(name, channel, lock);
    }

    /** Null while somebody writes the part or closes it off. */
    @Nullable
    PartLock lock(PartName name) throws IOException {
        return PartLock.take(open(name));
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
        private final PartLock lock;
        private boolean named;

        LocalFile(PartName name, FileChannel channel, PartLock lock) {
            this.name = name;
            this.channel = channel;
            this.lock = lock;
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
            close();
        }

        @Override
        public void close() {
            try (lock) {
                channel.close();
            } catch (IOException e) {
                // what was written is there all the same
            }
        }
    }
}
