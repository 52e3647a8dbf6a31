// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.visit;

import io.apotheca.signaling.consultation.Participant;
import io.apotheca.signaling.consultation.Participants;
import io.apotheca.signaling.storage.UtcColumn;
import io.apotheca.signaling.token.Token;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Visitors' sessions. A session leads to one participant; once that one was declined, removed, has left or was ended,
 * it opens nothing any more and only tells how it ended. Any thread may use it.
 */
public final class VisitSessions {
    private final Jdbi jdbi;
    private final Participants participants;
    private final InstantSource clock;

    public VisitSessions(Jdbi jdbi, Participants participants, InstantSource clock) {
        this.jdbi = jdbi;
        this.participants = participants;
        this.clock = clock;
    }

    public Optional<Participant> find(Token token) {
        return jdbi.withHandle(
                        handle -> handle.createQuery("select participant_id from visit_session where token_hash = :hash"
                                        + " and expires_at > :now")
                                .bind("hash", token.hash())
                                .bind("now", UtcColumn.of(clock.instant()))
                                .mapTo(String.class)
                                .findOne())
                .flatMap(participants::find);
    }
}
