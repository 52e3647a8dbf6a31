// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.archive.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * A part as the database has it.
 *
 * @param digest of the whole file; empty while it is written, and after a crash until it is closed off
 * @param outcome WHOLE, UNFINISHED (closed off after a crash) or LOST
 */
public record RecordedPart(
        int number, Instant begunAt, Optional<Sha256> digest, Optional<String> outcome, Optional<Instant> endedAt) {
    /** Nothing of it was there to be closed off. */
    public boolean isLost() {
        return outcome.filter("LOST"::equals).isPresent();
    }

    /** It ends where a crash cut it off, and that is known. */
    public boolean isUnfinished() {
        return outcome.filter("UNFINISHED"::equals).isPresent();
    }
}
