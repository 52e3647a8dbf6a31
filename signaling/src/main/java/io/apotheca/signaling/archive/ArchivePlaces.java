// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.service.RecorderConfig;
import io.apotheca.recorder.store.ArchiveStore;
import io.apotheca.recorder.store.FolderStore;
import io.apotheca.recorder.store.S3Store;
import io.apotheca.recorder.store.StoreChannel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Where parts may be: the folder that they are written in, if it is on this machine, and the store if it is another place.
 *
 * @param bucket empty when parts stay in the folder
 */
public record ArchivePlaces(LocalFolder folder, Optional<ArchiveStore> bucket) {
    /**
     * A part that is in one of the places.
     *
     * @param open whether it has no end: it is being written, or a crash left it
     */
    public record Place(PartName name, boolean open, long lengthBytes, Opener opener) {}

    /** Opens the sealed bytes of a part. */
    @FunctionalInterface
    public interface Opener {
        SeekableByteChannel open() throws IOException;
    }

    public static ArchivePlaces of(RecorderConfig settings) {
        return new ArchivePlaces(
                new LocalFolder(settings.folder()),
                settings.bucket().map(bucket -> new S3Store(bucket.access().client(), bucket.name(), bucket.prefix())));
    }

    /** Whether the folder that parts are written in is on this machine. */
    public boolean hasFolder() {
        return Files.isDirectory(folder.path());
    }

    /** Whether somebody writes a part of it here, or a crash left one without an end. */
    boolean hasOpen(UUID archive) throws IOException {
        return hasFolder()
                && folder.parts().stream()
                        .anyMatch(name -> name.archive().equals(archive) && Files.exists(folder.open(name)));
    }

    /** Every store that has copies of parts. */
    List<ArchiveStore> stores() {
        List<ArchiveStore> stores = new ArrayList<>();
        bucket.ifPresent(stores::add);
        if (hasFolder()) {
            stores.add(new FolderStore(folder));
        }
        return stores;
    }

    /** All parts that are in any of the places, in order. */
    public List<Place> parts() throws IOException {
        TreeMap<PartName, Place> places = new TreeMap<>();
        if (bucket.isPresent()) {
            ArchiveStore store = bucket.get();
            for (PartName name : store.parts()) {
                places.put(name, new Place(name, false, store.lengthBytes(name), () -> new StoreChannel(store, name)));
            }
        }
        if (hasFolder()) {
            for (PartName name : folder.parts()) {
                boolean open = !Files.exists(folder.finished(name));
                Path path = open ? folder.open(name) : folder.finished(name);
                places.putIfAbsent(name, new Place(name, open, Files.size(path), () -> FileChannel.open(path)));
            }
        }
        return List.copyOf(places.values());
    }

    /** The parts of one archive. */
    public List<Place> parts(UUID archive) throws IOException {
        return parts().stream()
                .filter(place -> place.name().archive().equals(archive))
                .toList();
    }
}
