// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.archive.Sha256;
import io.apotheca.signaling.archive.ArchivePlaces;
import io.apotheca.signaling.archive.RecordedArchive;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An archive that a command is about, by its parts.
 *
 * @param name of its exported files, and in what is said of it
 * @param row what the database has of it; empty for files without a database
 * @param absent numbers of parts that the database knows of and that are nowhere
 */
record ArchiveTarget(String name, List<Part> parts, Optional<RecordedArchive> row, SortedSet<Integer> absent) {
    /**
     * A part.
     *
     * @param label what it is called in what is said of it
     * @param open whether it may be without an end
     * @param logged the digest that the database has
     * @param cutOff whether the database knows that a crash cut it off
     */
    record Part(
            String label,
            int number,
            boolean open,
            long lengthBytes,
            ArchivePlaces.Opener opener,
            Optional<Sha256> logged,
            boolean cutOff) {}

    ArchiveTarget {
        parts = List.copyOf(parts);
    }

    long lengthBytes() {
        return parts.stream().mapToLong(Part::lengthBytes).sum();
    }
}
