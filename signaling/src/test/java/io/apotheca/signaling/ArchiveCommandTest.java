// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static io.apotheca.signaling.ArchiveDesk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.testing.Recorded;
import io.apotheca.recorder.testing.SealedSession;
import io.apotheca.signaling.ArchiveDesk.Ended;
import io.apotheca.signaling.storage.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators' commands say of archives, do with them, and end with. */
class ArchiveCommandTest {
    @TempDir
    Path folder;

    ArchiveDesk desk;

    TestStorage storage() {
        return TestStorage.inMemory();
    }

    @BeforeEach
    void open() throws IOException {
        desk = new ArchiveDesk(storage(), folder, "retention.recordings.keep = 30 days");
    }

    private static void fails(Ended ended, ExitCode code, String... says) {
        assertThat(ended.err()).hasLineCount(1).contains(says).doesNotContain("Exception");
        assertThat(ended.code()).isEqualTo(code.value());
    }

    private static void finds(Ended ended, ExitCode code, String... says) {
        assertThat(ended.out()).contains(says);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isEqualTo(code.value());
    }

    private static void succeeds(Ended ended, String... says) {
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains(says);
        assertThat(ended.code()).isZero();
    }

    private void damage(int part, int keep, int flip) throws IOException {
        byte[] bytes = Files.readAllBytes(desk.file(part));
        byte[] kept = Arrays.copyOf(bytes, keep == 0 ? bytes.length : keep);
        if (flip > 0) {
            kept[flip] ^= 1;
        }
        Files.write(desk.file(part), kept);
    }

    @Test
    void listTellsWhereDatabaseAndStoreDiffer() throws IOException {
        succeeds(desk.archive("list"), "There is no archive.");
        desk.record(Duration.ofDays(1));
        UUID stray = new UUID(1, 1);
        new SealedSession(desk.archives, stray, desk.key.publicKey()).unfinished(1);
        Ended all = desk.archive("list");
        succeeds(all, ID, "0:12:34", "kept", stray + "  ?", "NOT IN THE DATABASE");
        assertThat(all.out()).hasLineCount(3);
        Files.delete(desk.file(2));
        succeeds(desk.archive("list"), "MISSING part 2");
    }

    @Test
    void verifyFindsWholeArchivesWhole() {
        desk.record(Duration.ofDays(1));
        succeeds(desk.archive("verify"), ID, "part 1  whole, by its digest, which the database has", "part 2  whole");
        succeeds(desk.opened("verify", ID), "part 2  whole, and everything in it opens");
        succeeds(desk.opened("verify", desk.file(1).toString(), desk.file(2).toString()), "everything in it opens");
        succeeds(desk.archive("verify", desk.archives.toString()), "  whole, by its digest");
    }

    @Test
    void eachDamageHasAnExitCodeOfItsOwn() throws IOException {
        desk.record(Duration.ofDays(1));
        byte[] whole = Files.readAllBytes(desk.file(2));
        damage(2, 0, 5_000);
        finds(desk.archive("verify", ID), ExitCode.TAMPERED, "part 1  whole", "part 2  TAMPERED");
        finds(desk.opened("verify", desk.file(2).toString()), ExitCode.TAMPERED, "of media open");
        Files.write(desk.file(2), Arrays.copyOf(whole, 9_000));
        finds(desk.archive("verify"), ExitCode.TRUNCATED, "part 2  TRUNCATED: its end is missing; 9.0 kB are left");
        Files.writeString(desk.file(2), "somebody else's");
        finds(desk.archive("verify"), ExitCode.FOREIGN, "part 2  FOREIGN");
        byte[] newer = whole.clone();
        newer[9] = 2;
        Files.write(desk.file(2), newer);
        finds(desk.archive("verify"), ExitCode.NEWER, "part 2  NEWER", "format 2");
        Files.delete(desk.file(2));
        finds(desk.archive("verify"), ExitCode.INCOMPLETE, "part 2  MISSING");
        finds(desk.opened("verify", desk.file(1).toString()), ExitCode.INCOMPLETE, "another follows");
        fails(desk.archive("verify", new UUID(9, 9).toString()), ExitCode.UNKNOWN_ARCHIVE, "no archive");
    }

    /** Somebody who wrote a whole archive anew, trailer and all, is found by the database's digest. */
    @Test
    void anotherArchiveInItsPlaceIsFound() throws IOException {
        desk.record(Duration.ofDays(1));
        Files.delete(desk.file(1));
        Files.delete(desk.file(2));
        SealedSession.twoParts(desk.archives, ArchiveDesk.ARCHIVE, desk.key.publicKey(), Recorded.VP8);
        finds(desk.opened("verify", ID), ExitCode.TAMPERED, "part 1  TAMPERED");
    }

    @Test
    void keysThatDoNotOpenAreTold() throws IOException {
        desk.record(Duration.ofDays(1));
        Path other = desk.key(RecordsPrivateKey.generate(), "other.key");
        String[] withOther = {"verify", ID, "--key", other.toString(), "--passphrase-file", desk.passphrase.toString()};
        finds(
                desk.archive(withOther),
                ExitCode.WRONG_KEY,
                "sealed for " + desk.key.publicKey().id());
        withOther[0] = "export";
        Path out = folder.resolve("out");
        String[] export = Arrays.copyOf(withOther, 8);
        export[6] = "--out";
        export[7] = out.toString();
        fails(desk.archive(export), ExitCode.WRONG_KEY, "not exported", "sealed for");
        Path wrong = Files.writeString(folder.resolve("wrong"), "another passphrase");
        fails(
                desk.archive("verify", ID, "--key", desk.keyFile.toString(), "--passphrase-file", wrong.toString()),
                ExitCode.WRONG_PASSPHRASE,
                "passphrase");
        fails(
                desk.archive("verify", ID, "--key", wrong.toString(), "--passphrase-file", wrong.toString()),
                ExitCode.FOREIGN,
                "no records key");
        fails(desk.archive("export", ID, "--out", out.toString()), ExitCode.USAGE, "--key");
    }

    @Test
    void exportMakesFilesAndIsAudited() throws IOException {
        desk.record(Duration.ofDays(1));
        Path out = folder.resolve("out");
        succeeds(desk.opened("export", ID, "--out", out.toString()), ID + "-Ann-Example.mkv", ID + "-Ben-Example.mkv");
        assertThat(desk.files(out)).containsExactly(ID + "-Ann-Example.mkv", ID + "-Ben-Example.mkv");
        assertThat(desk.audit()).containsExactly("ARCHIVE_EXPORTED:OPERATOR:" + ID);
        fails(desk.opened("export", ID, "--out", out.toString()), ExitCode.NOT_EXPORTABLE, "already");
        fails(
                desk.opened("export", ID, "--out", out.toString(), "--format", "mp4"),
                ExitCode.NOT_EXPORTABLE,
                "mp4 takes no VP8");
        fails(desk.opened("export", ID, "--out", out.toString(), "--format", "avi"), ExitCode.USAGE, "avi");
        assertThat(desk.files(out)).hasSize(2);

        damage(2, 0, 9_000);
        Path rest = folder.resolve("rest");
        Ended damaged = desk.opened("export", desk.archives.toString(), "--out", rest.toString());
        finds(damaged, ExitCode.TAMPERED, "Ann-Example.mkv", "Only what comes before the damage");
        assertThat(desk.audit()).as("files need no database").hasSize(1);
    }

    @Test
    void aHoldKeepsIt() {
        desk.record(Duration.ofDays(400));
        succeeds(desk.archive("hold", ID, "--reason", "complaint 12"), "Held");
        succeeds(desk.archive("list"), "held: complaint 12");
        fails(desk.archive("hold", ID, "--reason", "again"), ExitCode.USAGE, "Nothing changed");
        fails(desk.archive("hold", ID, "--reason", " "), ExitCode.USAGE, "--reason");
        fails(desk.archive("delete", ID, "--yes"), ExitCode.HELD, "legal hold");
        succeeds(desk.archive("retention", "--now"), "held, though its time is over", "0 deleted");
        assertThat(desk.file(1)).exists();
        succeeds(desk.archive("release", ID), "Released");
        fails(desk.archive("release", ID), ExitCode.USAGE, "Nothing changed");
        fails(desk.archive("retention"), ExitCode.USAGE, "one of --dry-run and --now");
        succeeds(desk.archive("retention", "--dry-run"), "its time is over since", "Nothing was changed");
        assertThat(desk.file(1)).exists();
        succeeds(desk.archive("retention", "--now"), "1 deleted, 0 to be tried again");
        assertThat(desk.file(1)).doesNotExist();
        assertThat(desk.audit())
                .containsExactly(
                        "HOLD_SET:OPERATOR:" + ID,
                        "HOLD_RELEASED:OPERATOR:" + ID,
                        "ARCHIVE_SHREDDED:OPERATOR:" + ID,
                        "ARCHIVE_DELETED:OPERATOR:" + ID);
        fails(desk.archive("hold", ID, "--reason", "late"), ExitCode.DELETED, "too late");
        succeeds(desk.archive("retention", "--now"), "0 deleted");
    }

    @Test
    void deletingLeavesNothingButTheRow() throws IOException {
        desk.record(Duration.ofDays(1));
        succeeds(desk.archive("delete", ID, "--yes"), "Deleted");
        assertThat(desk.files(desk.archives)).isEmpty();
        succeeds(desk.archive("list"), "deleted 2");
        succeeds(desk.archive("delete", ID, "--yes"), "deleted before");
        fails(desk.archive("delete", new UUID(9, 9).toString(), "--yes"), ExitCode.UNKNOWN_ARCHIVE, "no archive");
        succeeds(desk.archive("verify"), "");
    }

    @Test
    void whatHasNotHadItsTimeIsKept() {
        desk.record(Duration.ofDays(29));
        succeeds(desk.archive("retention", "--now"), "kept until 2", "0 deleted");
        assertThat(desk.file(2)).exists();
    }

    /** The keys are gone and the bytes are not: the next run, or the next deletion, finishes it. */
    @Test
    void aDeletionThatWasCutOffIsFinished() throws IOException {
        desk.record(Duration.ofDays(1));
        byte[] bytes = Files.readAllBytes(desk.file(1));
        succeeds(desk.archive("delete", ID, "--yes"), "Deleted");
        try (Database database = desk.database()) {
            database.jdbi().useHandle(handle -> handle.execute("update recording set deleted_at = null"));
        }
        Files.write(desk.file(1), bytes);
        succeeds(desk.archive("list"), "keys destroyed", "bytes not deleted yet");
        succeeds(desk.archive("retention", "--dry-run"), "Nothing was changed");
        assertThat(desk.file(1)).exists();
        succeeds(desk.archive("retention", "--now"), "1 deleted");
        assertThat(desk.files(desk.archives)).isEmpty();
    }

    @Test
    void recoverClosesOffWhatACrashLeft() throws IOException {
        UUID crashed = new UUID(2, 2);
        new SealedSession(desk.archives, crashed, desk.key.publicKey()).unfinished(1);
        desk.row(crashed, Duration.ofDays(400));
        desk.openPart(new PartName(crashed, 1));
        desk.openPart(new PartName(crashed, 2));
        Files.createFile(desk.archives.resolve(new PartName(crashed, 2).openFileName()));
        finds(desk.archive("verify"), ExitCode.INCOMPLETE, "part 1  UNFINISHED");
        fails(desk.archive("delete", crashed.toString(), "--yes"), ExitCode.RECORDING, "archive recover");

        succeeds(
                desk.archive("recover"),
                crashed + ".1  closed off",
                crashed + ".2  nothing had been written yet",
                crashed + ".1  the database knows now how it ends");
        assertThat(desk.query("select outcome from recording_part order by part"))
                .containsExactly("UNFINISHED", "LOST");
        assertThat(desk.audit()).containsOnly("ARCHIVE_RECOVERED:OPERATOR:" + crashed);
        succeeds(desk.opened("verify"), "ends where a crash cut it off, as the database has it");
        finds(desk.opened("verify", desk.archives.toString()), ExitCode.INCOMPLETE, "a crash cut it off");
        succeeds(desk.archive("recover"), "No part is without its end");
        succeeds(desk.archive("retention", "--now"), "1 deleted");
    }

    @Test
    void consultationsGoByRulesOfTheirOwn() throws IOException {
        Files.writeString(
                desk.config,
                "\nretention { consultations.keep = 0 days, sign-ins.keep = 0 days }",
                StandardOpenOption.APPEND);
        desk.record(Duration.ofDays(1));
        assertThat(desk.archive("retention", "--now").out()).doesNotContain("consultation c");
        assertThat(desk.query("select id from consultation"))
                .as("its recording is kept")
                .containsExactly("c");
        succeeds(desk.archive("hold", ID, "--reason", "complaint 12"), "Held");
        succeeds(desk.archive("retention", "--now"), "consultation c  held, though its time is over", "0 deleted");
        succeeds(desk.archive("release", ID), "Released");
        succeeds(desk.archive("delete", ID, "--yes"), "Deleted");
        succeeds(desk.archive("retention", "--dry-run"), "consultation c  its time is over since");
        assertThat(desk.query("select id from consultation")).containsExactly("c");
        succeeds(desk.archive("retention", "--now"), "1 deleted, 0 to be tried again");
        assertThat(desk.query("select id from consultation")).isEmpty();
        assertThat(desk.query("select id from recording")).isEmpty();
        assertThat(desk.query("select consultation_id from audit_entry where action = 'CONSULTATION_DELETED'"))
                .containsExactly("c");
    }

    /** H2 locks its file against other processes, and against whoever else in this one locks it. */
    @Test
    void theServersEmbeddedDatabaseIsLeftAlone() throws IOException {
        Path config = Files.writeString(
                folder.resolve("server.conf"), "storage.url = \"jdbc:h2:file:" + folder + "/apotheca\"");
        try (FileChannel file = FileChannel.open(
                        folder.resolve("apotheca.mv.db"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            Ended ended = ArchiveDesk.run("archive", "verify", ID, "--config", config.toString());
            fails(ended, ExitCode.IN_USE, "running server", "stop it", "PostgreSQL");
        }
    }

    @Test
    void aBareFolderNeedsNoDatabase() throws IOException {
        UUID crashed = new UUID(2, 2);
        new SealedSession(desk.archives, crashed, desk.key.publicKey()).unfinished(1);
        succeeds(ArchiveDesk.run("archive", "recover", desk.archives.toString()), "closed off");
        assertThat(desk.files(desk.archives)).containsExactly(new PartName(crashed, 1).fileName());
    }

    @Test
    void aPartOfWhichOnlyTheRowIsLeftIsTold() {
        desk.row(ArchiveDesk.ARCHIVE, Duration.ofDays(1));
        desk.openPart(new PartName(ArchiveDesk.ARCHIVE, 1));
        finds(desk.archive("recover"), ExitCode.INCOMPLETE, "MISSING: parts [1]");
        assertThat(List.of(desk.archive("list").out().lines().toList().getLast()))
                .singleElement()
                .asString()
                .contains("MISSING part 1");
    }
}
