// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.PartVerdict;
import io.apotheca.recorder.archive.PartVerifier;
import io.apotheca.recorder.archive.Recovery;
import io.apotheca.recorder.archive.Sha256;
import io.apotheca.signaling.audit.Actor;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Closes off what a crash left in the recorder's folder, and tells the database of every part of which it knows no end how
 * it was found. May be done at any time, again, and beside recorders.
 */
public record PartRecovery(ArchiveRows rows, ArchivePlaces places) {
    /**
     * What was found.
     *
     * @param outcomes what became of files without an end
     * @param told parts of which the database knows the end now
     */
    public record Report(List<Recovery.Outcome> outcomes, List<PartName> told) {
        public Report {
            outcomes = List.copyOf(outcomes);
            told = List.copyOf(told);
        }
    }

    public Report recover(Actor actor) throws IOException {
        List<Recovery.Outcome> outcomes = places.hasFolder() ? Recovery.recover(places.folder()) : List.of();
        List<PartName> told = new ArrayList<>();
        for (Recovery.Outcome outcome : outcomes) {
            if (outcome instanceof Recovery.Outcome.Empty(PartName name)
                    && rows.ended(name, "LOST", Optional.empty(), 0, actor)) {
                told.add(name);
            }
        }
        List<ArchivePlaces.Place> present = places.parts();
        for (RecordedArchive archive : rows.all()) {
            for (RecordedPart part : archive.parts()) {
                PartName name = new PartName(archive.id(), part.number());
                if (part.outcome().isEmpty() && archive.shreddedAt().isEmpty() && tell(name, present, actor)) {
                    told.add(name);
                }
            }
        }
        return new Report(outcomes, told);
    }

    private boolean tell(PartName name, List<ArchivePlaces.Place> present, Actor actor) throws IOException {
        for (ArchivePlaces.Place place : present) {
            if (place.name().equals(name) && !place.open()) {
                try (SeekableByteChannel channel = place.opener().open()) {
                    PartVerdict verdict = new PartVerifier(Optional.empty(), Optional.empty(), false).verify(channel);
                    return switch (verdict) {
                        case PartVerdict.Whole whole -> told(place, "WHOLE", whole.digest(), actor);
                        case PartVerdict.Unfinished unfinished -> told(place, "UNFINISHED", unfinished.digest(), actor);
                        case PartVerdict.Broken ignored -> false;
                    };
                }
            }
        }
        return false;
    }

    private boolean told(ArchivePlaces.Place place, String outcome, Sha256 digest, Actor actor) {
        return rows.ended(place.name(), outcome, Optional.of(digest), place.lengthBytes(), actor);
    }
}
