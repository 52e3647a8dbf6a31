// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.visit;

import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.config.SessionSettings;
import io.apotheca.signaling.consultation.Participant;
import io.apotheca.signaling.consultation.Participants;
import io.apotheca.signaling.storage.UtcColumn;
import io.apotheca.signaling.token.Ids;
import io.apotheca.signaling.token.Token;
import io.apotheca.signaling.wire.Person;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Visit links: each lets one person check in once. The first link of a consultation is the patient's, the others are
 * guests' or interpreters'. Any thread may use it; of two uses at the same time one wins, by the row itself.
 */
public final class VisitLinks {
    private final Jdbi jdbi;
    private final AuditLog audit;
    private final Participants participants;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Ids ids;
    private final SessionSettings settings;
    private final String site;

    /** New consultations are the site's. */
    public VisitLinks(
            Jdbi jdbi,
            AuditLog audit,
            Participants participants,
            InstantSource clock,
            SecureRandom random,
            SessionSettings settings,
            String site) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.participants = participants;
        this.clock = clock;
        this.random = random;
        this.ids = new Ids(random);
        this.settings = settings;
        this.site = site;
    }

    private record Link(
            String id,
            String consultationId,
            Person.Role role,
            @Nullable String name,
            Instant expiresAt,
            boolean used) {}

    /** A patient's link, into a new consultation. */
    public Invitation invitePatient(String accountId, @Nullable String name) {
        return jdbi.inTransaction(handle -> {
            String consultation = createConsultation(handle, accountId, clock.instant());
            return invite(handle, accountId, consultation, Person.Role.PATIENT, name);
        });
    }

    /** A guest's or an interpreter's link into a consultation. Empty when there is no such consultation. */
    public Optional<Invitation> inviteTo(
            String accountId, String consultationId, Person.Role role, @Nullable String name) {
        if (role != Person.Role.GUEST && role != Person.Role.INTERPRETER) {
            throw new IllegalArgumentException("nobody else is invited into a consultation that exists");
        }
        return jdbi.inTransaction(handle -> consultationExists(handle, consultationId)
                ? Optional.of(invite(handle, accountId, consultationId, role, name))
                : Optional.empty());
    }

    private Invitation invite(
            Handle handle, String accountId, String consultation, Person.Role role, @Nullable String name) {
        Instant now = clock.instant();
        Token token = Token.random(random);
        handle.createUpdate("insert into visit_link"
                        + " (id, token_hash, consultation_id, role, name, created_at, expires_at)"
                        + " values (:id, :hash, :consultation, :role, :name, :now, :expires)")
                .bind("id", ids.next())
                .bind("hash", token.hash())
                .bind("consultation", consultation)
                .bind("role", role.name())
                .bind("name", name)
                .bind("now", UtcColumn.of(now))
                .bind("expires", UtcColumn.of(now.plus(settings.linkLifetime())))
                .execute();
        audit.append(
                handle,
                AuditEntry.of(Action.LINK_CREATED, Actor.staff(accountId)).about(consultation, null));
        return new Invitation(token, consultation);
    }

    /** Looks without using. */
    public LinkState look(Token token) {
        return jdbi.withHandle(handle -> state(find(handle, token)));
    }

    /** Uses the link up: its holder is in the waiting room when this returns, and the audit log says so. */
    public CheckIn use(Token token, @Nullable String ownName) {
        return jdbi.inTransaction(handle -> {
            Optional<Link> link = find(handle, token);
            if (!(state(link) instanceof LinkState.Open open)) {
                return new CheckIn.Refused(state(link));
            }
            Optional<String> name = open.name().or(() -> Optional.ofNullable(ownName));
            if (name.isEmpty()) {
                return new CheckIn.NameMissing();
            }
            Instant now = clock.instant();
            int taken = handle.createUpdate("update visit_link set used_at = :now where id = :id and used_at is null")
                    .bind("now", UtcColumn.of(now))
                    .bind("id", link.orElseThrow().id)
                    .execute();
            return taken == 1
                    ? checkIn(handle, link.orElseThrow(), name.get(), now)
                    : new CheckIn.Refused(new LinkState.Used());
        });
    }

    private CheckIn checkIn(Handle handle, Link link, String name, Instant now) {
        Participant participant = new Participant(
                ids.next(), link.consultationId, link.role, name, Participant.State.WAITING, true, null, now);
        Actor visitor = Actor.visitor(participant.id());
        audit.append(
                handle, AuditEntry.of(Action.LINK_USED, visitor).about(participant.consultationId(), participant.id()));
        participants.add(
                handle,
                participant,
                AuditEntry.of(Action.CHECK_IN, visitor).about(participant.consultationId(), participant.id()));
        Token session = Token.random(random);
        handle.createUpdate("insert into visit_session (token_hash, participant_id, created_at, expires_at)"
                        + " values (:hash, :participant, :now, :expires)")
                .bind("hash", session.hash())
                .bind("participant", participant.id())
                .bind("now", UtcColumn.of(now))
                .bind("expires", UtcColumn.of(now.plus(settings.visitorAbsolute())))
                .execute();
        return new CheckIn.Done(participant, session);
    }

    private LinkState state(Optional<Link> link) {
        if (link.isEmpty()) {
            return new LinkState.Unknown();
        }
        if (link.get().used) {
            return new LinkState.Used();
        }
        return clock.instant().isBefore(link.get().expiresAt)
                ? new LinkState.Open(Optional.ofNullable(link.get().name))
                : new LinkState.Expired();
    }

    private Optional<Link> find(Handle handle, Token token) {
        return handle.createQuery("select id, consultation_id, role, name, expires_at, used_at from visit_link"
                        + " where token_hash = :hash")
                .bind("hash", token.hash())
                .map((row, context) -> link(row))
                .findOne();
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getString("id"),
                row.getString("consultation_id"),
                Person.Role.valueOf(row.getString("role")),
                row.getString("name"),
                UtcColumn.read(row, "expires_at"),
                row.getObject("used_at") != null);
    }

    private boolean consultationExists(Handle handle, String id) {
        return handle.createQuery("select count(*) from consultation where id = :id")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private String createConsultation(Handle handle, String accountId, Instant now) {
        String id = ids.next();
        handle.createUpdate("insert into consultation (id, created_by, created_at, site)"
                        + " values (:id, :account, :now, :site)")
                .bind("id", id)
                .bind("account", accountId)
                .bind("now", UtcColumn.of(now))
                .bind("site", site)
                .execute();
        return id;
    }
}
