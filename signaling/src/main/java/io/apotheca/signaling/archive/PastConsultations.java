// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.retention.DataType;
import io.apotheca.recorder.retention.KeptItem;
import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.audit.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Consultations in which nobody is and nobody can be again: their links and visitors' sessions have expired. A recording that is
 * not deleted keeps its consultation, because it is told there whose it is.
 */
final class PastConsultations implements PastRows {
    private static final List<String> TIMES = List.of("created_at", "links", "stays", "sessions", "recorded");

    private static final String SELECT = """
            select c.id, c.site, c.created_at,
                (select max(l.expires_at) from visit_link l where l.consultation_id = c.id) as links,
                (select max(p.since) from participant p where p.consultation_id = c.id) as stays,
                (select max(v.expires_at) from visit_session v join participant p on p.id = v.participant_id
                    where p.consultation_id = c.id) as sessions,
                (select max(r.ended_at) from recording r where r.consultation_id = c.id) as recorded,
                (select count(*) from recording r where r.consultation_id = c.id and r.hold_reason is not null) as holds
            from consultation c
            where not exists (select 1 from participant p
                    where p.consultation_id = c.id and p.present = true and p.state in ('WAITING', 'ADMITTED'))
                and not exists (select 1 from recording r
                    where r.consultation_id = c.id and r.deleted_at is null and r.hold_reason is null)""";

    /** In an order that leaves no row behind that refers to one that is gone. */
    private static final List<String> DELETE = List.of(
            "delete from recording_part where recording_id in (select id from recording where consultation_id = :id)",
            "delete from recording where consultation_id = :id",
            "delete from recording_consent where consultation_id = :id",
            "delete from visit_session where participant_id in (select id from participant where consultation_id = :id)",
            "delete from participant where consultation_id = :id",
            "delete from visit_link where consultation_id = :id",
            "delete from consultation where id = :id");

    private final Jdbi jdbi;
    private final AuditLog audit;

    PastConsultations(Jdbi jdbi, AuditLog audit) {
        this.jdbi = jdbi;
        this.audit = audit;
    }

    @Override
    public DataType type() {
        return DataType.CONSULTATION;
    }

    @Override
    public List<KeptItem> items() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " order by c.created_at, c.id")
                .map((row, context) -> item(row))
                .list());
    }

    @Override
    public boolean delete(String id, Actor actor) {
        return jdbi.inTransaction(handle -> {
            // Who would invite or record meanwhile refers to this row, and waits for it.
            handle.createQuery("select id from consultation where id = :id for update")
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne();
            boolean over = handle.createQuery(SELECT + " and c.id = :id")
                    .bind("id", id)
                    .map((row, context) -> item(row))
                    .findOne()
                    .filter(item -> !item.held())
                    .isPresent();
            if (over) {
                delete(handle, id);
                audit.append(
                        handle,
                        AuditEntry.of(Action.CONSULTATION_DELETED, actor).about(id, null));
            }
            return over;
        });
    }

    private static void delete(Handle transaction, String id) {
        for (String statement : DELETE) {
            transaction.createUpdate(statement).bind("id", id).execute();
        }
    }

    private static KeptItem item(ResultSet row) throws SQLException {
        Stream.Builder<OffsetDateTime> times = Stream.builder();
        for (String column : TIMES) {
            times.add(row.getObject(column, OffsetDateTime.class));
        }
        Instant over = times.build()
                .filter(Objects::nonNull)
                .map(OffsetDateTime::toInstant)
                .max(Instant::compareTo)
                .orElseThrow();
        return new KeptItem(
                row.getString("id"), DataType.CONSULTATION, row.getString("site"), over, row.getInt("holds") > 0);
    }
}
