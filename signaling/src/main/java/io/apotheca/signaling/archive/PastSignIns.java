// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.retention.DataType;
import io.apotheca.recorder.retention.KeptItem;
import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.config.SessionSettings;
import io.apotheca.signaling.storage.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Staff sessions by which nobody is in a consultation. That somebody signed in stays in the audit log. */
final class PastSignIns implements PastRows {
    private static final String SELECT = "select s.id, s.site, s.created_at, s.seen_at, s.ended_at from staff_session s"
            + " where not exists (select 1 from participant p where p.staff_session_id = s.id and p.present = true"
            + " and p.state in ('WAITING', 'ADMITTED')) order by s.created_at, s.id";

    private final Jdbi jdbi;
    private final AuditLog audit;
    private final SessionSettings settings;

    PastSignIns(Jdbi jdbi, AuditLog audit, SessionSettings settings) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.settings = settings;
    }

    @Override
    public DataType type() {
        return DataType.SIGN_IN;
    }

    /** One that lives ends in the future, unless it is used again: no rule's time for it is over. */
    @Override
    public List<KeptItem> items() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT)
                .map((row, context) ->
                        new KeptItem(row.getString("id"), DataType.SIGN_IN, row.getString("site"), over(row), false))
                .list());
    }

    private Instant over(ResultSet row) throws SQLException {
        Instant idle = UtcColumn.read(row, "seen_at").plus(settings.staffIdle());
        Instant old = UtcColumn.read(row, "created_at").plus(settings.staffAbsolute());
        return Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(idle.isBefore(old) ? idle : old);
    }

    @Override
    public boolean delete(String id, Actor actor) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("update participant set staff_session_id = null where staff_session_id = :id")
                    .bind("id", id)
                    .execute();
            int deleted = handle.createUpdate("delete from staff_session where id = :id")
                    .bind("id", id)
                    .execute();
            if (deleted == 1) {
                audit.append(
                        handle, AuditEntry.of(Action.SIGN_IN_DELETED, actor).because(id));
            }
            return deleted == 1;
        });
    }
}
