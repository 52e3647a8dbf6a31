// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.Sha256;
import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.storage.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What the database says of archives. Whatever changes a row appends its audit entry in the same transaction. Any thread. */
public final class ArchiveRows {
    private static final String SELECT = "select id, consultation_id, site, content, begun_at, ended_at, hold_reason,"
            + " shredded_at, deleted_at from recording";

    private final Jdbi jdbi;
    private final AuditLog audit;
    private final InstantSource clock;

    public ArchiveRows(Jdbi jdbi, AuditLog audit, InstantSource clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of setting or releasing a hold. */
    public enum HoldChange {
        DONE,
        UNKNOWN,
        /** It is as it was asked to be. */
        ALREADY,
        /** Its keys are destroyed, and nothing is left to hold. */
        TOO_LATE
    }

    /** All archives, the oldest first. */
    public List<RecordedArchive> all() {
        return jdbi.withHandle(handle -> {
            Map<UUID, List<RecordedPart>> parts = parts(handle, "");
            return handle.createQuery(SELECT + " order by begun_at, id")
                    .map((row, context) -> archive(row, parts))
                    .list();
        });
    }

    public Optional<RecordedArchive> find(UUID id) {
        return jdbi.withHandle(handle -> find(handle, id, ""));
    }

    /** The row stays as it is until the transaction ends. */
    static Optional<RecordedArchive> locked(Handle transaction, UUID id) {
        return find(transaction, id, " for update");
    }

    private static Optional<RecordedArchive> find(Handle handle, UUID id, String lock) {
        Map<UUID, List<RecordedPart>> parts = parts(handle, id.toString());
        return handle.createQuery(SELECT + " where id = :id" + lock)
                .bind("id", id.toString())
                .map((row, context) -> archive(row, parts))
                .findOne();
    }

    public HoldChange hold(UUID id, String reason, Actor actor) {
        return change(id, actor, Action.HOLD_SET, Optional.of(reason));
    }

    public HoldChange release(UUID id, Actor actor) {
        return change(id, actor, Action.HOLD_RELEASED, Optional.empty());
    }

    private HoldChange change(UUID id, Actor actor, Action action, Optional<String> reason) {
        return jdbi.inTransaction(handle -> {
            Optional<RecordedArchive> found = locked(handle, id);
            if (found.isEmpty()) {
                return HoldChange.UNKNOWN;
            }
            if (found.get().shreddedAt().isPresent()) {
                return HoldChange.TOO_LATE;
            }
            if (found.get().holdReason().isPresent() == reason.isPresent()) {
                return HoldChange.ALREADY;
            }
            handle.createUpdate("update recording set hold_reason = :reason, held_at = :at where id = :id")
                    .bind("reason", reason.orElse(null))
                    .bind("at", reason.isPresent() ? UtcColumn.of(clock.instant()) : null)
                    .bind("id", id.toString())
                    .execute();
            append(handle, action, actor, found.get());
            return HoldChange.DONE;
        });
    }

    /** Somebody made files for players of it. */
    public void exported(RecordedArchive archive, Actor actor) {
        jdbi.useTransaction(handle -> append(handle, Action.ARCHIVE_EXPORTED, actor, archive));
    }

    /**
     * Tells how a part of which the database knows no end was found to end; nothing changes if it does know, or does not know
     * the part.
     *
     * @return whether it is told now
     */
    boolean ended(PartName part, String outcome, Optional<Sha256> digest, long lengthBytes, Actor actor) {
        return jdbi.inTransaction(handle -> {
            int rows = handle.createUpdate("update recording_part set outcome = :outcome, digest = :digest,"
                            + " length = :length, ended_at = :at where recording_id = :id and part = :part"
                            + " and outcome is null")
                    .bind("outcome", outcome)
                    .bind("digest", digest.map(Sha256::hex).orElse(null))
                    .bind("length", lengthBytes)
                    .bind("at", UtcColumn.of(clock.instant()))
                    .bind("id", part.archive().toString())
                    .bind("part", part.part())
                    .execute();
            if (rows > 0) {
                find(handle, part.archive(), "")
                        .ifPresent(found -> append(handle, Action.ARCHIVE_RECOVERED, actor, found));
            }
            return rows > 0;
        });
    }

    void shredded(Handle transaction, RecordedArchive archive, Actor actor) {
        set(transaction, "shredded_at", archive.id());
        append(transaction, Action.ARCHIVE_SHREDDED, actor, archive);
    }

    void deleted(Handle transaction, RecordedArchive archive, Actor actor) {
        set(transaction, "deleted_at", archive.id());
        append(transaction, Action.ARCHIVE_DELETED, actor, archive);
    }

    private void set(Handle transaction, String column, UUID id) {
        transaction
                .createUpdate("update recording set " + column + " = :at where id = :id")
                .bind("at", UtcColumn.of(clock.instant()))
                .bind("id", id.toString())
                .execute();
    }

    private void append(Handle transaction, Action action, Actor actor, RecordedArchive archive) {
        audit.append(
                transaction,
                AuditEntry.of(action, actor)
                        .about(archive.consultation(), null)
                        .because(archive.id().toString()));
    }

    /** Of one archive, or of all. */
    private static Map<UUID, List<RecordedPart>> parts(Handle handle, String only) {
        Map<UUID, List<RecordedPart>> parts = new HashMap<>();
        handle.createQuery("select recording_id, part, begun_at, digest, outcome, ended_at from recording_part"
                        + " where :only = '' or recording_id = :only order by recording_id, part")
                .bind("only", only)
                .map((row, context) -> parts.computeIfAbsent(
                                UUID.fromString(row.getString("recording_id")), id -> new ArrayList<>())
                        .add(new RecordedPart(
                                row.getInt("part"),
                                UtcColumn.read(row, "begun_at"),
                                Optional.ofNullable(row.getString("digest")).map(Sha256::new),
                                Optional.ofNullable(row.getString("outcome")),
                                instant(row, "ended_at"))))
                .list();
        return parts;
    }

    private static RecordedArchive archive(ResultSet row, Map<UUID, List<RecordedPart>> parts) throws SQLException {
        UUID id = UUID.fromString(row.getString("id"));
        return new RecordedArchive(
                id,
                row.getString("consultation_id"),
                row.getString("site"),
                row.getString("content"),
                UtcColumn.read(row, "begun_at"),
                instant(row, "ended_at"),
                Optional.ofNullable(row.getString("hold_reason")),
                instant(row, "shredded_at"),
                instant(row, "deleted_at"),
                parts.getOrDefault(id, List.of()));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
