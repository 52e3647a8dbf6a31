// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.archive.Archives;
import io.apotheca.signaling.archive.DailyRetention;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.config.SettingsException;
import io.apotheca.signaling.config.SettingsReader;
import io.apotheca.signaling.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the daily run is done, by whom, and what it does. The clock begins at nine; the run is due at three. */
final class DailyRetentionTest {
    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();

    private ArchiveDesk desk(String... settings) throws IOException {
        return new ArchiveDesk(TestStorage.inMemory(), folder, settings);
    }

    private DailyRetention server(ArchiveDesk desk, Database database) throws SettingsException {
        Settings settings = SettingsReader.read(desk.config);
        Archives archives = Archives.of(database.jdbi(), settings, clock);
        return new DailyRetention(database.jdbi(), settings.retention(), archives.retention(), clock);
    }

    @Test
    void onceADayAndByOneServer() throws Exception {
        ArchiveDesk desk = desk();
        try (Database database = desk.database()) {
            DailyRetention one = server(desk, database);
            DailyRetention other = server(desk, database);
            assertThat(one.turn()).as("late, because nobody ran at three").isTrue();
            assertThat(one.turn()).isFalse();
            assertThat(other.turn()).isFalse();
            clock.forward(Duration.ofHours(17));
            assertThat(other.turn()).as("two at night").isFalse();
            clock.forward(Duration.ofHours(1));
            assertThat(other.turn()).as("three at night").isTrue();
            assertThat(one.turn()).isFalse();
        }
    }

    @Test
    void whoDiesWithItLosesItAfterAnHour() throws Exception {
        ArchiveDesk desk = desk();
        try (Database database = desk.database()) {
            database.jdbi()
                    .useHandle(handle -> handle.createUpdate("update daily_job set taken_until = :until")
                            .bind(
                                    "until",
                                    clock.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                            .execute());
            DailyRetention server = server(desk, database);
            clock.forward(Duration.ofMinutes(59));
            assertThat(server.turn()).isFalse();
            clock.forward(Duration.ofMinutes(1));
            assertThat(server.turn()).isTrue();
        }
    }

    @Test
    void deletesWhatHasHadItsTimeByTheRuleOfItsSite() throws Exception {
        ArchiveDesk desk =
                desk("retention.recordings { keep = 1000 years, sites = [{ site = graz, keep = 30 days }] }");
        desk.record(Duration.ofDays(1));
        try (Database database = desk.database()) {
            DailyRetention server = server(desk, database);
            assertThat(server.turn()).isTrue();
            assertThat(desk.file(1)).exists();
            clock.forward(Duration.ofDays(20_000));
            assertThat(server.turn()).isTrue();
            assertThat(desk.files(desk.archives)).isEmpty();
        }
        assertThat(desk.audit())
                .containsExactly(
                        "ARCHIVE_SHREDDED:SYSTEM:" + ArchiveDesk.ID, "ARCHIVE_DELETED:SYSTEM:" + ArchiveDesk.ID);
    }

    /** A visit, in which somebody may still be, and the sign-in of who was there. */
    private static void visit(ArchiveDesk desk, boolean present) {
        try (Database database = desk.database()) {
            database.jdbi().useHandle(handle -> {
                for (String statement : List.of(
                        "insert into staff_session (id, token_hash, account_id, created_at, seen_at, site)"
                                + " values ('s', 's', 'a', current_timestamp, current_timestamp, 'graz')",
                        "insert into visit_link (id, token_hash, consultation_id, role, name, created_at, expires_at)"
                                + " values ('l', 'l', 'c', 'PATIENT', 'Ann', current_timestamp, current_timestamp)",
                        "insert into participant (id, consultation_id, role, name, state, present, staff_session_id,"
                                + " since) values ('p', 'c', 'PHARMACIST', 'Ann', 'ADMITTED', " + present
                                + ", 's', current_timestamp)",
                        "insert into visit_session (token_hash, participant_id, created_at, expires_at)"
                                + " values ('v', 'p', current_timestamp, current_timestamp)",
                        "insert into recording_consent (consultation_id, participant_id, answer, text_version, at)"
                                + " values ('c', 'p', 'GIVEN', 'v', current_timestamp)",
                        "update consultation set site = 'graz'")) {
                    handle.execute(statement);
                }
            });
        }
    }

    private static List<String> rows(ArchiveDesk desk) {
        return desk.query("select 'consultation' from consultation union all select 'link' from visit_link"
                + " union all select 'person' from participant union all select 'visit' from visit_session"
                + " union all select 'consent' from recording_consent union all select 'recording' from recording"
                + " union all select 'part' from recording_part union all select 'sign-in' from staff_session");
    }

    @Test
    void consultationsAndSignInsHaveTimesOfTheirOwn() throws Exception {
        ArchiveDesk desk =
                desk("retention { recordings.keep = 30 days, consultations.sites = [{ site = graz, keep = 60 days }],"
                        + " sign-ins { keep = 90 days, sites = [{ site = wien, keep = 0 days }] } }");
        desk.record(Duration.ofDays(1));
        visit(desk, false);
        try (Database database = desk.database()) {
            DailyRetention server = server(desk, database);
            clock.forward(Duration.ofDays(20_000));
            database.jdbi().useHandle(handle -> handle.execute("update recording set hold_reason = 'complaint'"));
            List<String> before = rows(desk);
            assertThat(server.turn()).isTrue();
            assertThat(rows(desk)).as("all that is held, but no sign-in").hasSize(before.size() - 1);
            database.jdbi().useHandle(handle -> handle.execute("update recording set hold_reason = null"));
            clock.forward(Duration.ofDays(1));
            assertThat(server.turn()).isTrue();
            assertThat(rows(desk)).isEmpty();
        }
        assertThat(desk.query("select action from audit_entry order by id"))
                .containsExactly("SIGN_IN_DELETED", "ARCHIVE_SHREDDED", "ARCHIVE_DELETED", "CONSULTATION_DELETED");
    }

    @Test
    void whoIsInAConsultationKeepsItAndTheSignIn() throws Exception {
        ArchiveDesk desk = desk("retention { consultations.keep = 0 days, sign-ins.keep = 0 days }");
        visit(desk, true);
        clock.forward(Duration.ofDays(20_000));
        try (Database database = desk.database()) {
            assertThat(server(desk, database).turn()).isTrue();
        }
        assertThat(rows(desk)).containsOnly("consultation", "link", "person", "visit", "consent", "sign-in");
        assertThat(desk.audit()).isEmpty();
    }

    @Test
    void aSitesRuleIsNotAboutOthers() throws Exception {
        ArchiveDesk desk = desk("retention { consultations.sites = [{ site = wien, keep = 0 days }],"
                + " sign-ins.sites = [{ site = wien, keep = 0 days }] }");
        visit(desk, false);
        clock.forward(Duration.ofDays(20_000));
        try (Database database = desk.database()) {
            assertThat(server(desk, database).turn()).isTrue();
        }
        assertThat(rows(desk)).hasSize(6);
    }

    @Test
    void aDryRunOnlyTells() throws Exception {
        ArchiveDesk desk = desk("retention { dry-run = true, recordings.keep = 0 days, consultations.keep = 0 days,"
                + " sign-ins.keep = 0 days }");
        desk.record(Duration.ofDays(1));
        visit(desk, false);
        clock.forward(Duration.ofDays(20_000));
        try (Database database = desk.database()) {
            assertThat(server(desk, database).turn()).isTrue();
        }
        assertThat(desk.files(desk.archives)).hasSize(2);
        assertThat(rows(desk)).hasSize(9);
        assertThat(desk.audit()).isEmpty();
    }

    /** What cannot be deleted now is tried again in an hour, and then the day is done. */
    @Test
    void whatFailsIsTriedAgain() throws Exception {
        ArchiveDesk desk = desk("retention.recordings.keep = 30 days");
        desk.record(Duration.ofDays(1));
        clock.forward(Duration.ofDays(20_000));
        byte[] bytes = Files.readAllBytes(desk.file(1));
        Files.writeString(desk.file(1), "no part any more, so that its keys cannot be found and destroyed");
        try (Database database = desk.database()) {
            DailyRetention server = server(desk, database);
            assertThat(server.turn()).isTrue();
            assertThat(desk.audit()).isEmpty();
            assertThat(server.turn()).isFalse();
            clock.forward(Duration.ofHours(1));
            Files.write(desk.file(1), bytes);
            assertThat(server.turn()).isTrue();
            assertThat(desk.files(desk.archives)).isEmpty();
            clock.forward(Duration.ofHours(2));
            assertThat(server.turn()).isFalse();
        }
    }
}
