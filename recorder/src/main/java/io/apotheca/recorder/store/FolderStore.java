// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.Shredding;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A folder, perhaps of another disk. */
public record FolderStore(LocalFolder folder) implements ArchiveStore {
    /** As no part is called, so that a copy that is not whole is none. */
    private static final String COPYING = ".copying";

    @Override
    public void put(PartName name, Path file) throws IOException {
        Path place = folder.finished(name);
        if (Files.exists(place)) {
            if (Files.isSameFile(file, place)) {
                throw new IOException("the store is the folder that parts are written in");
            }
            if (Files.mismatch(file, place) >= 0) {
                throw new FileAlreadyExistsException(name.fileName());
            }
            return;
        }
        Path copy = place.resolveSibling(place.getFileName() + COPYING);
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        if (Files.mismatch(file, copy) >= 0) {
            throw new IOException("the copy differs");
        }
        Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
        folder.forceNames();
    }

    @Override
    public List<PartName> parts() throws IOException {
        return folder.parts().stream()
                .filter(name -> Files.exists(folder.finished(name)))
                .toList();
    }

    @Override
    public long lengthBytes(PartName name) throws IOException {
        return Files.size(folder.finished(name));
    }

    @Override
    public void read(PartName name, long position, ByteBuffer to) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.finished(name), StandardOpenOption.READ)) {
            channel.position(position);
            while (to.hasRemaining()) {
                if (channel.read(to) < 0) {
                    throw new EOFException();
                }
            }
        }
    }

    @Override
    public void destroyKeys(PartName name) throws IOException {
        Shredding.destroyKeys(folder.finished(name));
    }

    @Override
    public void delete(PartName name) throws IOException {
        if (Files.deleteIfExists(folder.finished(name))) {
            folder.forceNames();
        }
    }
}
