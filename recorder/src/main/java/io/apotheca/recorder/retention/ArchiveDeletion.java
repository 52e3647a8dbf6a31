// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.retention;

import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.store.ArchiveStore;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Deletes archives: the wrapped keys of every part in every store first, and only then the bytes. Whatever interrupts it,
 * nobody can open a part of which bytes are left.
 *
 * @param stores all places where parts of it may be, the folder it was written in among them
 */
public record ArchiveDeletion(List<ArchiveStore> stores) implements RetentionRun.Deletion {
    public ArchiveDeletion {
        stores = List.copyOf(stores);
    }

    @Override
    public void delete(KeptItem item) throws IOException {
        UUID archive = UUID.fromString(item.id());
        destroyKeys(archive);
        deleteBytes(archive);
    }

    /** The first half: from then on nobody can open a part of it. */
    public void destroyKeys(UUID archive) throws IOException {
        for (ArchiveStore store : stores) {
            for (PartName part : parts(store, archive)) {
                store.destroyKeys(part);
            }
        }
    }

    /** The second half. */
    public void deleteBytes(UUID archive) throws IOException {
        for (ArchiveStore store : stores) {
            for (PartName part : parts(store, archive)) {
                store.delete(part);
            }
        }
    }

    private static List<PartName> parts(ArchiveStore store, UUID archive) throws IOException {
        return store.parts().stream()
                .filter(part -> part.archive().equals(archive))
                .toList();
    }
}
