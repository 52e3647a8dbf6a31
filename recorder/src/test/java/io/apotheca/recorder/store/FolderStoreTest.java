// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.archive.LocalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FolderStoreTest extends StoreContract {
    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(place());
    }

    private Path place() {
        return path.resolve("kept");
    }

    @Test
    void isNotTheFolderThatPartsAreWrittenIn() {
        new Uploads(folder, new FolderStore(folder)).turn(0);
        assertThat(folder.finished(NAME)).exists();
    }

    @Override
    ArchiveStore store() {
        return new FolderStore(new LocalFolder(place()));
    }

    @Override
    void refuse(boolean refuses) throws IOException {
        Path away = path.resolve("away");
        Files.move(refuses ? place() : away, refuses ? away : place());
    }
}
