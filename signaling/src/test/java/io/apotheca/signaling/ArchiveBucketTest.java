// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static io.apotheca.signaling.ArchiveDesk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.service.RecorderConfig;
import io.apotheca.recorder.store.ArchiveStore;
import io.apotheca.recorder.store.BucketServer;
import io.apotheca.recorder.store.S3Store;
import io.apotheca.signaling.ArchiveDesk.Ended;
import io.apotheca.signaling.config.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' commands for archives whose parts are in a bucket, and nowhere else. */
final class ArchiveBucketTest {
    @TempDir
    Path folder;

    private BucketServer server;
    private ArchiveDesk desk;

    @BeforeEach
    void record() throws Exception {
        server = new BucketServer();
        desk = new ArchiveDesk(
                TestStorage.inMemory(),
                folder,
                "retention.recordings.keep = 30 days",
                "recorder.store { bucket = bucket, prefix = \"archives/\", endpoint = \"" + server.uri()
                        + "\", region = eu-central-1, access-key = access, secret-key = secret }");
        desk.record(Duration.ofDays(1));
        upload();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void upload() throws Exception {
        RecorderConfig.Bucket bucket =
                SettingsReader.read(desk.config).recorder().bucket().orElseThrow();
        try (var client = bucket.access().client()) {
            ArchiveStore store = new S3Store(client, bucket.name(), bucket.prefix());
            LocalFolder local = new LocalFolder(desk.archives);
            for (PartName part : local.parts()) {
                store.put(part, local.finished(part));
                Files.delete(local.finished(part));
            }
        }
        assertThat(server.keys()).hasSize(2);
    }

    private static void succeeds(Ended ended, String... says) {
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains(says);
        assertThat(ended.code()).isZero();
    }

    @Test
    void listAndVerifyReadThem() {
        assertThat(desk.archive("list").out()).contains(ID, "0:12:34").doesNotContain("MISSING");
        succeeds(desk.archive("verify"), "part 1  whole, by its digest, which the database has", "part 2  whole");
        succeeds(desk.opened("verify", ID), "part 2  whole, and everything in it opens");
    }

    @Test
    void exportMakesFilesOfThem() throws Exception {
        Path out = folder.resolve("out");
        succeeds(desk.opened("export", ID, "--out", out.toString()), ID + "-Ann-Example.mkv");
        assertThat(desk.files(out)).containsExactly(ID + "-Ann-Example.mkv", ID + "-Ben-Example.mkv");
        assertThat(desk.files(desk.archives))
                .as("nothing comes back to the disk")
                .isEmpty();
    }

    @Test
    void aHoldKeepsThemAndDeletingLeavesNothing() {
        List<String> before = new ArrayList<>(server.keys());
        succeeds(desk.archive("hold", ID, "--reason", "complaint 12"), "Held");
        assertThat(desk.archive("delete", ID, "--yes").code()).isEqualTo(ExitCode.HELD.value());
        assertThat(server.keys()).containsExactlyElementsOf(before);
        succeeds(desk.archive("release", ID), "Released");
        succeeds(desk.archive("delete", ID, "--yes"), "Deleted");
        assertThat(server.keys()).isEmpty();
        succeeds(desk.archive("list"), "deleted 2");
        assertThat(desk.audit()).endsWith("ARCHIVE_SHREDDED:OPERATOR:" + ID, "ARCHIVE_DELETED:OPERATOR:" + ID);
    }

    @Test
    void aBucketThatDoesNotAnswerIsNoMissingArchive() {
        server.close();
        Ended ended = desk.archive("verify");
        assertThat(ended.code()).isEqualTo(ExitCode.STORAGE.value());
        assertThat(ended.err()).hasLineCount(1).contains("recorder.store");
    }

    @Test
    void anotherArchiveIsNotFound() {
        assertThat(desk.archive("verify", new UUID(9, 9).toString()).code())
                .isEqualTo(ExitCode.UNKNOWN_ARCHIVE.value());
    }
}
