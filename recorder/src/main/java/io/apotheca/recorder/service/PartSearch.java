// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.PartVerdict;
import io.apotheca.recorder.archive.PartVerifier;
import io.apotheca.recorder.control.v1.RecoveredPart.Outcome;
import io.apotheca.recorder.store.ArchiveStore;
import io.apotheca.recorder.store.StoreChannel;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks for parts that have their end, in the folder and then in the store, and reads them whole. Can be used by any thread. */
record PartSearch(LocalFolder folder, Optional<ArchiveStore> store) {
    private static final PartVerifier WITHOUT_KEY = new PartVerifier(Optional.empty(), Optional.empty(), false);

    /** Empty where it has no end, or where that cannot be known now. */
    Optional<PartFate> find(PartName name) {
        try {
            if (Files.exists(folder.open(name))) {
                return Optional.empty();
            }
            return Optional.of(here(name));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private PartFate here(PartName name) throws IOException {
        Path file = folder.finished(name);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return judge(name, channel);
        } catch (NoSuchFileException e) {
            return there(name);
        }
    }

    private PartFate there(PartName name) throws IOException {
        if (store.isPresent()) {
            try (SeekableByteChannel channel = new StoreChannel(store.get(), name)) {
                return judge(name, channel);
            } catch (NoSuchFileException e) {
                // Nowhere.
            }
        }
        return new PartFate(name, Outcome.LOST, Optional.empty(), 0);
    }

    private static PartFate judge(PartName name, SeekableByteChannel channel) throws IOException {
        return switch (WITHOUT_KEY.verify(channel)) {
            case PartVerdict.Whole whole ->
                new PartFate(name, Outcome.WHOLE, Optional.of(whole.digest()), channel.size());
            case PartVerdict.Unfinished unfinished ->
                new PartFate(name, Outcome.UNFINISHED, Optional.of(unfinished.digest()), channel.size());
            case PartVerdict.Broken _ -> new PartFate(name, Outcome.LEFT, Optional.empty(), 0);
        };
    }
}
