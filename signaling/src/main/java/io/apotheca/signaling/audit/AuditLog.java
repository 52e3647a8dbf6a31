// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.audit;

import io.apotheca.signaling.storage.UtcColumn;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Appends to the audit log. An entry shares the transaction of the rows it speaks of, and whoever acts is told of success
 * only after that transaction is committed. Nothing here changes or deletes an entry. Any thread may use it.
 */
public final class AuditLog {
    private final Jdbi jdbi;
    private final InstantSource clock;

    public AuditLog(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** For what changes no rows of its own. */
    public void append(AuditEntry entry) {
        jdbi.useTransaction(handle -> append(handle, entry));
    }

    public void append(Handle transaction, AuditEntry entry) {
        transaction
                .createUpdate("insert into audit_entry"
                        + " (at, action, actor_kind, actor_id, consultation_id, participant_id, detail)"
                        + " values (:at, :action, :kind, :actor, :consultation, :participant, :detail)")
                .bind("at", UtcColumn.of(clock.instant()))
                .bind("action", entry.action().name())
                .bind("kind", entry.actor().kind().name())
                .bind("actor", entry.actor().id())
                .bind("consultation", entry.consultationId())
                .bind("participant", entry.participantId())
                .bind("detail", entry.detail())
                .execute();
    }
}
