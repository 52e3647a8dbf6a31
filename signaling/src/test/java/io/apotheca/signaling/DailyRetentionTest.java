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
        Archives archives = Archives.of(database.jdbi(), settings.recorder(), settings.retention(), clock);
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

    @Test
    void aDryRunOnlyTells() throws Exception {
        ArchiveDesk desk = desk("retention { dry-run = true, recordings.keep = 0 days }");
        desk.record(Duration.ofDays(1));
        clock.forward(Duration.ofDays(20_000));
        try (Database database = desk.database()) {
            assertThat(server(desk, database).turn()).isTrue();
        }
        assertThat(desk.files(desk.archives)).hasSize(2);
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
