// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.retention.RetentionDecision;
import io.apotheca.recorder.retention.RetentionRun;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.config.RetentionSettings;
import io.apotheca.signaling.log.Trail;
import io.apotheca.signaling.storage.UtcColumn;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs retention once a day, on one of all servers of the database: whoever takes the job's row does it. One who dies with it
 * loses it after an hour; a run that failed is done again then, too. To be asked every minute, by any thread.
 */
public final class DailyRetention {
    private static final Duration TAKEN = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(DailyRetention.class);

    private final Jdbi jdbi;
    private final RetentionSettings settings;
    private final Retention retention;
    private final InstantSource clock;
    private final AtomicBoolean running = new AtomicBoolean();

    public DailyRetention(Jdbi jdbi, RetentionSettings settings, Retention retention, InstantSource clock) {
        this.jdbi = jdbi;
        this.settings = settings;
        this.retention = retention;
        this.clock = clock;
    }

    /** Does what is due, and returns when it is done; whether anything was. */
    public boolean turn() {
        Instant now = clock.instant();
        ZonedDateTime today = now.atZone(settings.zone());
        if (today.toLocalTime().isBefore(settings.at()) || !running.compareAndSet(false, true)) {
            return false;
        }
        try {
            if (!take(today, now)) {
                return false;
            }
            RetentionRun.Outcome outcome = retention.run(settings.dryRun(), Actor.SYSTEM);
            long due = outcome.decisions().stream()
                    .filter(RetentionDecision.Delete.class::isInstance)
                    .count();
            LOG.info(
                    "Retention{}: {} due, {} deleted, {} to be tried again",
                    settings.dryRun() ? ", a dry run" : "",
                    due,
                    outcome.deleted().size(),
                    outcome.failed().size());
            if (outcome.failed().isEmpty()) {
                done(today);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("Retention stopped and will be tried again in an hour: {}", Trail.of(e));
            return false;
        } finally {
            running.set(false);
        }
    }

    private boolean take(ZonedDateTime today, Instant now) {
        return jdbi.inTransaction(handle -> handle.createUpdate("update daily_job set taken_until = :until"
                                + " where name = 'retention' and (done_on is null or done_on < :today)"
                                + " and (taken_until is null or taken_until <= :now)")
                        .bind("until", UtcColumn.of(now.plus(TAKEN)))
                        .bind("today", today.toLocalDate())
                        .bind("now", UtcColumn.of(now))
                        .execute()
                == 1);
    }

    private void done(ZonedDateTime today) {
        jdbi.useTransaction(handle -> handle.createUpdate(
                        "update daily_job set done_on = :today, taken_until = null where name = 'retention'")
                .bind("today", today.toLocalDate())
                .execute());
    }
}
