// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.storage.UtcColumn;
import io.apotheca.signaling.wire.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The stored participants. Each change of state shares its transaction with its audit entry. Any thread may use it; the
 * rows of one consultation are changed by its own mailbox only.
 */
public final class Participants {
    private static final String COLUMNS =
            "p.id, p.consultation_id, p.role, p.name, p.state, p.present, p.staff_session_id, p.since";

    private final Jdbi jdbi;
    private final AuditLog audit;

    public Participants(Jdbi jdbi, AuditLog audit) {
        this.jdbi = jdbi;
        this.audit = audit;
    }

    public Optional<Participant> find(String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + " from participant p where p.id = :id")
                        .bind("id", id)
                        .map((row, context) -> participant(row))
                        .findOne());
    }

    /** Everybody who was waiting or in a consultation when the process ended. */
    List<Participant> present() {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from participant p"
                        + " where p.present = true and p.state in ('WAITING', 'ADMITTED') order by p.since")
                .map((row, context) -> participant(row))
                .list());
    }

    boolean consultationExists(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from consultation where id = :id")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    /** Adds a participant inside somebody else's transaction. */
    public void add(Handle transaction, Participant participant, AuditEntry entry) {
        transaction
                .createUpdate("insert into participant"
                        + " (id, consultation_id, role, name, state, present, staff_session_id, since)"
                        + " values (:id, :consultation, :role, :name, :state, :present, :session, :since)")
                .bind("id", participant.id())
                .bind("consultation", participant.consultationId())
                .bind("role", participant.role().name())
                .bind("name", participant.name())
                .bind("state", participant.state().name())
                .bind("present", participant.present())
                .bind("session", participant.staffSessionId())
                .bind("since", UtcColumn.of(participant.since()))
                .execute();
        audit.append(transaction, entry);
    }

    /** And what belongs to it, in the same transaction. */
    void add(Participant participant, AuditEntry entry, Consumer<Handle> also) {
        jdbi.useTransaction(handle -> {
            add(handle, participant, entry);
            also.accept(handle);
        });
    }

    void update(Change change) {
        jdbi.useTransaction(handle -> update(handle, change));
    }

    /** All of them or none. */
    void update(List<Change> changes) {
        jdbi.useTransaction(handle -> changes.forEach(change -> update(handle, change)));
    }

    /** A staff member's entry and the admission they enter for, together. */
    void addAndUpdate(Participant added, AuditEntry entry, Consumer<Handle> also, Change change) {
        jdbi.useTransaction(handle -> {
            add(handle, added, entry);
            also.accept(handle);
            update(handle, change);
        });
    }

    void record(AuditEntry entry) {
        audit.append(entry);
    }

    private void update(Handle handle, Change change) {
        handle.createUpdate("update participant set state = :state, present = :present, since = :since where id = :id")
                .bind("state", change.state().name())
                .bind("present", change.present())
                .bind("since", UtcColumn.of(change.since()))
                .bind("id", change.participantId())
                .execute();
        audit.append(handle, change.entry());
    }

    /** A participant's next state and the entry that says why. */
    record Change(String participantId, Participant.State state, boolean present, Instant since, AuditEntry entry) {}

    private static Participant participant(ResultSet row) throws SQLException {
        return new Participant(
                row.getString("id"),
                row.getString("consultation_id"),
                Person.Role.valueOf(row.getString("role")),
                row.getString("name"),
                Participant.State.valueOf(row.getString("state")),
                row.getBoolean("present"),
                row.getString("staff_session_id"),
                UtcColumn.read(row, "since"));
    }
}
