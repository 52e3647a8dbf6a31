// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.account;

import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.config.SessionSettings;
import io.apotheca.signaling.storage.UtcColumn;
import io.apotheca.signaling.token.Ids;
import io.apotheca.signaling.token.Token;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Staff sessions: a random token each, stored as its hash; over after some idle time, after an absolute time, or when
 * signed out. Any thread may use it.
 */
public final class StaffSessions {
    /** Coarser than every use, so that a use rarely writes. */
    private static final int TOUCHES_PER_IDLE_TIME = 30;

    private static final String ALIVE = " s.ended_at is null and s.seen_at > :idleSince and s.created_at > :bornAfter";

    private final Jdbi jdbi;
    private final AuditLog audit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final SessionSettings settings;
    private final String site;

    /** New sessions are the site's. */
    public StaffSessions(
            Jdbi jdbi,
            AuditLog audit,
            InstantSource clock,
            SecureRandom random,
            SessionSettings settings,
            String site) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
        this.site = site;
    }

    /** A new session; its sign-in is in the audit log when this returns. */
    public Token open(Account account, String how) {
        Token token = Token.random(random);
        jdbi.useTransaction(handle -> {
            Instant now = clock.instant();
            handle.createUpdate("insert into staff_session (id, token_hash, account_id, created_at, seen_at, site)"
                            + " values (:id, :hash, :account, :now, :now, :site)")
                    .bind("id", new Ids(random).next())
                    .bind("hash", token.hash())
                    .bind("account", account.id())
                    .bind("now", UtcColumn.of(now))
                    .bind("site", site)
                    .execute();
            audit.append(
                    handle,
                    AuditEntry.of(Action.SIGN_IN, Actor.staff(account.id())).because(how));
        });
        return token;
    }

    /** The live session of a token. Looking it up is not a use of it. */
    public Optional<StaffSession> find(Token token) {
        return findBy("s.token_hash", token.hash());
    }

    /** A session by its id, whether it is over or not. */
    public Optional<StaffSession> known(String sessionId) {
        return jdbi.withHandle(handle -> handle.createQuery(select("s.id = :key"))
                .bind("key", sessionId)
                .map((row, context) -> session(row))
                .findOne());
    }

    public boolean alive(String sessionId) {
        return findBy("s.id", sessionId).isPresent();
    }

    /** Notes a use. False when the session is over. */
    public boolean touch(String sessionId) {
        if (!alive(sessionId)) {
            return false;
        }
        Instant now = clock.instant();
        Duration step = settings.staffIdle().dividedBy(TOUCHES_PER_IDLE_TIME);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update staff_session set seen_at = :now where id = :id and seen_at < :before")
                .bind("now", UtcColumn.of(now))
                .bind("id", sessionId)
                .bind("before", UtcColumn.of(now.minus(step)))
                .execute());
        return true;
    }

    public void end(StaffSession session) {
        jdbi.useTransaction(handle -> {
            int ended = handle.createUpdate(
                            "update staff_session set ended_at = :now where id = :id and ended_at is null")
                    .bind("now", UtcColumn.of(clock.instant()))
                    .bind("id", session.id())
                    .execute();
            if (ended == 1) {
                audit.append(handle, AuditEntry.of(Action.SIGN_OUT, Actor.staff(session.accountId())));
            }
        });
    }

    private Optional<StaffSession> findBy(String column, String key) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery(select(column + " = :key and" + ALIVE))
                .bind("key", key)
                .bind("idleSince", UtcColumn.of(now.minus(settings.staffIdle())))
                .bind("bornAfter", UtcColumn.of(now.minus(settings.staffAbsolute())))
                .map((row, context) -> session(row))
                .findOne());
    }

    private static String select(String condition) {
        return "select s.id, s.account_id, a.login, a.name from staff_session s join account a on a.id = s.account_id"
                + " where " + condition;
    }

    private static StaffSession session(ResultSet row) throws SQLException {
        return new StaffSession(
                row.getString("id"), row.getString("account_id"), row.getString("login"), row.getString("name"));
    }
}
