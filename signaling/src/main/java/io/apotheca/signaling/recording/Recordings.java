// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.storage.UtcColumn;
import io.apotheca.signaling.wire.ConsentState;
import io.apotheca.signaling.wire.Question;
import io.apotheca.signaling.wire.RecordedContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The stored consents and recordings. Each change shares its transaction with its audit entry. Any thread may use it; the
 * rows of one consultation are changed by its own mailbox only.
 */
public final class Recordings {
    private final Jdbi jdbi;
    private final AuditLog audit;
    private final InstantSource clock;

    public Recordings(Jdbi jdbi, AuditLog audit, InstantSource clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /** Keeps the words that people are asked by, unless they are kept already. */
    public void keep(Question question, RecordedContent content) {
        jdbi.useTransaction(handle -> {
            boolean kept = handle.createQuery("select count(*) from consent_text where version = :version")
                            .bind("version", question.version())
                            .mapTo(Integer.class)
                            .one()
                    > 0;
            if (!kept) {
                handle.createUpdate("insert into consent_text (version, text, content, since)"
                                + " values (:version, :text, :content, :since)")
                        .bind("version", question.version())
                        .bind("text", question.text())
                        .bind("content", content.name())
                        .bind("since", UtcColumn.of(clock.instant()))
                        .execute();
            }
        });
    }

    public void consent(StoredConsent consent, Actor actor) {
        jdbi.useTransaction(handle -> consent(handle, consent, actor));
    }

    /** Inside somebody else's transaction. */
    public void consent(Handle transaction, StoredConsent consent, Actor actor) {
        transaction
                .createUpdate(
                        "insert into recording_consent (consultation_id, participant_id, answer, text_version, at)"
                                + " values (:consultation, :participant, :answer, :version, :at)")
                .bind("consultation", consent.consultationId())
                .bind("participant", consent.participantId())
                .bind("answer", consent.answer().name())
                .bind("version", consent.textVersion())
                .bind("at", UtcColumn.of(consent.at()))
                .execute();
        audit.append(
                transaction,
                AuditEntry.of(action(consent), actor)
                        .about(consent.consultationId(), consent.participantId())
                        .because(consent.textVersion()));
    }

    private static Action action(StoredConsent consent) {
        return switch (consent.answer()) {
            case GIVEN -> Action.CONSENT_GIVEN;
            case REFUSED -> Action.CONSENT_REFUSED;
            case WITHDRAWN -> Action.CONSENT_WITHDRAWN;
            case NEEDED -> throw new IllegalArgumentException("only answers are stored");
        };
    }

    /** The newest answer of everybody who ever answered in this consultation, by participant. */
    public Map<String, StoredConsent> newest(String consultationId) {
        List<StoredConsent> all = jdbi.withHandle(
                handle -> handle.createQuery("select consultation_id, participant_id, answer, text_version, at"
                                + " from recording_consent where consultation_id = :consultation order by id")
                        .bind("consultation", consultationId)
                        .map((row, context) -> consent(row))
                        .list());
        Map<String, StoredConsent> newest = new HashMap<>();
        all.forEach(one -> newest.put(one.participantId(), one));
        return newest;
    }

    public void begin(Archive archive) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("insert into recording (id, consultation_id, site, content, begun_at)"
                            + " values (:id, :consultation, :site, :content, :begun)")
                    .bind("id", archive.id())
                    .bind("consultation", archive.consultationId())
                    .bind("site", archive.site())
                    .bind("content", archive.content().name())
                    .bind("begun", UtcColumn.of(archive.begunAt()))
                    .execute();
            audit.append(handle, entry(Action.RECORDING_BEGUN, archive));
        });
    }

    public void paused(Archive archive) {
        audit.append(entry(Action.RECORDING_PAUSED, archive));
    }

    public void resumed(Archive archive) {
        audit.append(entry(Action.RECORDING_RESUMED, archive));
    }

    /** Nothing is recorded although everybody agrees. */
    void stopped(Archive archive, String trouble) {
        audit.append(entry(Action.RECORDING_STOPPED, archive, archive.id() + ":" + trouble));
    }

    /** What had stopped it is over. */
    void wentOn(Archive archive) {
        audit.append(entry(Action.RECORDING_WENT_ON, archive));
    }

    public void end(Archive archive) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("update recording set ended_at = :now where id = :id")
                    .bind("now", UtcColumn.of(clock.instant()))
                    .bind("id", archive.id())
                    .execute();
            audit.append(handle, entry(Action.RECORDING_ENDED, archive));
        });
    }

    /** What staff decided about recording a consultation. */
    public void decided(String consultationId, StaffDecision decision, AuditEntry entry) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("update consultation set recorded = :recorded where id = :id")
                    .bind("recorded", decision.stored())
                    .bind("id", consultationId)
                    .execute();
            audit.append(handle, entry);
        });
    }

    /** What staff last decided; empty while they have not. */
    public Optional<StaffDecision> decision(String consultationId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select recorded from consultation where id = :id and recorded is not null")
                .bind("id", consultationId)
                .map((row, context) -> StaffDecision.read(row.getString("recorded")))
                .findOne());
    }

    /** Recordings that a process before this one left without an end. */
    public List<Archive> unfinished() {
        return jdbi.withHandle(handle -> handle.createQuery("select id, consultation_id, site, content, begun_at"
                        + " from recording where ended_at is null and deleted_at is null order by begun_at")
                .map((row, context) -> archive(row))
                .list());
    }

    /** How many parts of an archive have begun, as far as is known. */
    int parts(Archive archive) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select coalesce(max(part), 0) from recording_part where recording_id = :id")
                .bind("id", archive.id())
                .mapTo(Integer.class)
                .one());
    }

    void begin(Archive archive, Part part) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("insert into recording_part (recording_id, part, key_ids, header_digest, begun_at)"
                            + " values (:id, :part, :keys, :digest, :now)")
                    .bind("id", archive.id())
                    .bind("part", part.number())
                    .bind("keys", part.keys())
                    .bind("digest", part.headerDigest())
                    .bind("now", UtcColumn.of(clock.instant()))
                    .execute();
            String detail = archive.id() + ":" + part.number() + ":" + part.headerDigest() + ":" + part.keys();
            audit.append(handle, entry(Action.PART_BEGUN, archive, detail));
        });
    }

    /** The first word about a part's end stands. */
    void end(Archive archive, PartEnd end) {
        jdbi.useTransaction(handle -> {
            int ended = handle.createUpdate("update recording_part set digest = :digest, length = :length,"
                            + " outcome = :outcome, ended_at = :now"
                            + " where recording_id = :id and part = :part and ended_at is null")
                    .bind("digest", end.digest().isEmpty() ? null : end.digest())
                    .bind("length", end.length())
                    .bind("outcome", end.outcome().name())
                    .bind("now", UtcColumn.of(clock.instant()))
                    .bind("id", archive.id())
                    .bind("part", end.number())
                    .execute();
            if (ended > 0) {
                String what = end.digest().isEmpty() ? end.outcome().name().toLowerCase(Locale.ROOT) : end.digest();
                String detail = archive.id() + ":" + end.number() + ":" + what;
                audit.append(handle, entry(Action.PART_ENDED, archive, detail));
            }
        });
    }

    /** The same of a part that the recorder found, whose beginning nobody may have been told of. */
    void recovered(String archiveId, PartEnd end) {
        find(archiveId)
                .ifPresentOrElse(
                        archive -> {
                            begunUnheard(archive, end.number());
                            end(archive, end);
                        },
                        () -> found(archiveId, end.number(), end.outcome().name()));
    }

    private void begunUnheard(Archive archive, int part) {
        jdbi.useTransaction(handle -> {
            boolean known =
                    handle.createQuery("select count(*) from recording_part where recording_id = :id and part = :part")
                                    .bind("id", archive.id())
                                    .bind("part", part)
                                    .mapTo(Integer.class)
                                    .one()
                            > 0;
            if (!known) {
                handle.createUpdate("insert into recording_part (recording_id, part, key_ids, header_digest, begun_at)"
                                + " values (:id, :part, '', '', :now)")
                        .bind("id", archive.id())
                        .bind("part", part)
                        .bind("now", UtcColumn.of(clock.instant()))
                        .execute();
            }
        });
    }

    /** A part that belongs to nothing here, or was left as it is: told once. */
    void found(String archiveId, int part, String outcome) {
        String detail = archiveId + ":" + part + ":" + outcome.toLowerCase(Locale.ROOT);
        jdbi.useTransaction(handle -> {
            boolean told =
                    handle.createQuery("select count(*) from audit_entry where action = :action and detail = :detail")
                                    .bind("action", Action.PART_FOUND.name())
                                    .bind("detail", detail)
                                    .mapTo(Integer.class)
                                    .one()
                            > 0;
            if (!told) {
                audit.append(
                        handle, AuditEntry.of(Action.PART_FOUND, Actor.SYSTEM).because(detail));
            }
        });
    }

    /** Parts whose end nobody has told of, the oldest first, and no more than these. */
    List<UnendedPart> unended(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("select recording_id, part from recording_part"
                        + " where ended_at is null order by begun_at fetch first " + most + " rows only")
                .map((row, context) -> new UnendedPart(row.getString("recording_id"), row.getInt("part")))
                .list());
    }

    private Optional<Archive> find(String archiveId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, consultation_id, site, content, begun_at from recording where id = :id")
                .bind("id", archiveId)
                .map((row, context) -> archive(row))
                .findOne());
    }

    private static AuditEntry entry(Action action, Archive archive) {
        return entry(action, archive, archive.id());
    }

    private static AuditEntry entry(Action action, Archive archive, String detail) {
        return AuditEntry.of(action, Actor.SYSTEM)
                .about(archive.consultationId(), null)
                .because(detail);
    }

    private static StoredConsent consent(ResultSet row) throws SQLException {
        return new StoredConsent(
                row.getString("consultation_id"),
                row.getString("participant_id"),
                ConsentState.valueOf(row.getString("answer")),
                row.getString("text_version"),
                UtcColumn.read(row, "at"));
    }

    private static Archive archive(ResultSet row) throws SQLException {
        return new Archive(
                row.getString("id"),
                row.getString("consultation_id"),
                row.getString("site"),
                RecordedContent.valueOf(row.getString("content")),
                UtcColumn.read(row, "begun_at"));
    }
}
