// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.retention.ArchiveDeletion;
import io.apotheca.signaling.audit.Actor;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Deletes archives: all wrapped keys in all places first, then the bytes, each followed by its audit entry. Whatever
 * interrupts it, doing it again finishes it. While the keys are destroyed nobody can set a hold: the row is locked.
 */
public final class ArchiveDisposal {
    private final Jdbi jdbi;
    private final ArchiveRows rows;
    private final ArchivePlaces places;
    private final InstantSource clock;

    /** What came of it. */
    public enum Outcome {
        DELETED,
        /** There is no such archive, in the database or anywhere else. */
        UNKNOWN,
        ALREADY,
        HELD,
        /** It is being recorded, for all that is known here. */
        RECORDING
    }

    public ArchiveDisposal(Jdbi jdbi, ArchiveRows rows, ArchivePlaces places, InstantSource clock) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.places = places;
        this.clock = clock;
    }

    /** Fails where a place cannot be reached, and can be done again then. */
    public Outcome delete(UUID id, Actor actor) throws IOException {
        ArchiveDeletion deletion = new ArchiveDeletion(places.stores());
        Outcome shredded = jdbi.inTransaction(handle -> {
            Optional<RecordedArchive> found = ArchiveRows.locked(handle, id);
            Outcome outcome = decide(id, found);
            if (outcome == Outcome.DELETED
                    && found.filter(archive -> archive.shreddedAt().isPresent()).isEmpty()) {
                deletion.destroyKeys(id);
                found.ifPresent(archive -> rows.shredded(handle, archive, actor));
            }
            return outcome;
        });
        if (shredded == Outcome.DELETED) {
            deletion.deleteBytes(id);
            rows.find(id).ifPresent(archive -> jdbi.useTransaction(handle -> rows.deleted(handle, archive, actor)));
        }
        return shredded;
    }

    private Outcome decide(UUID id, Optional<RecordedArchive> found) throws IOException {
        if (places.hasOpen(id)) {
            return Outcome.RECORDING;
        }
        if (found.isEmpty()) {
            return places.parts(id).isEmpty() ? Outcome.UNKNOWN : Outcome.DELETED;
        }
        RecordedArchive archive = found.get();
        if (archive.deletedAt().isPresent()) {
            return Outcome.ALREADY;
        }
        if (archive.holdReason().isPresent()) {
            return Outcome.HELD;
        }
        return clock.instant().isBefore(archive.over()) ? Outcome.RECORDING : Outcome.DELETED;
    }
}
