// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.archive.PartEnd;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.key.KeyFile;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.testing.Recorded;
import io.apotheca.recorder.testing.SealedSession;
import io.apotheca.signaling.config.SettingsException;
import io.apotheca.signaling.config.SettingsReader;
import io.apotheca.signaling.storage.Database;
import io.apotheca.signaling.storage.StorageException;
import io.apotheca.signaling.storage.UtcColumn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operator with a database, a folder of archives, a records key, and the command line. */
final class ArchiveDesk {
    static final UUID ARCHIVE = new UUID(0x1234, 0x5678);
    static final String ID = ARCHIVE.toString();
    static final String PASSPHRASE = "correct horse battery";

    final TestStorage storage;
    final Path folder;
    final Path archives;
    final Path config;
    final RecordsPrivateKey key = RecordsPrivateKey.generate();
    final Path keyFile;
    final Path passphrase;

    /** What a command ended with, and what it printed. */
    record Ended(int code, String out, String err) {}

    ArchiveDesk(TestStorage storage, Path folder, String... settings) throws IOException {
        this.storage = storage;
        this.folder = folder;
        archives = Files.createDirectories(folder.resolve("archives"));
        config = Files.writeString(
                folder.resolve("my.conf"),
                "storage.url = \"" + storage.url() + "\"\nstorage.user = \"" + storage.user()
                        + "\"\nrecorder.folder = \"" + archives + "\"\nretention.zone = UTC\n"
                        + String.join("\n", settings));
        passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
        keyFile = key(key, "my.key");
        try (Database database = database()) {
            database.jdbi().useHandle(handle -> {
                if (handle.select("select 1 from account")
                        .mapTo(Integer.class)
                        .list()
                        .isEmpty()) {
                    handle.execute("insert into account (id, login, name, password, created_at)"
                            + " values ('a', 'a', 'a', 'a', current_timestamp)");
                    handle.execute(
                            "insert into consultation (id, created_by, created_at) values ('c', 'a', current_timestamp)");
                }
            });
        }
    }

    Path key(RecordsPrivateKey of, String name) throws IOException {
        return Files.writeString(folder.resolve(name), KeyFile.seal(of, PASSPHRASE.toCharArray(), new SecureRandom()));
    }

    Database database() {
        try {
            return Database.open(SettingsReader.read(config).storage());
        } catch (SettingsException | StorageException e) {
            throw new AssertionError(e);
        }
    }

    /** Two parts, in the folder and in the database, which ended that long ago. */
    void record(Duration ago) {
        SealedSession sealed = SealedSession.twoParts(archives, ARCHIVE, key.publicKey(), Recorded.VP8);
        row(ARCHIVE, ago);
        sealed.ended.forEach(this::part);
    }

    void row(UUID archive, Duration ago) {
        Instant ended = Instant.now().minus(ago);
        try (Database database = database()) {
            database.jdbi()
                    .useHandle(handle -> handle.createUpdate("insert into recording"
                                    + " (id, consultation_id, site, content, begun_at, ended_at)"
                                    + " values (:id, 'c', 'graz', 'AUDIO_AND_VIDEO', :begun, :ended)")
                            .bind("id", archive.toString())
                            .bind("begun", UtcColumn.of(ended.minusSeconds(754)))
                            .bind("ended", UtcColumn.of(ended))
                            .execute());
        }
    }

    private void part(PartEnd end) {
        part(end.name(), end.digest().hex(), end.lengthBytes(), "WHOLE");
    }

    /** One that has no end, as far as the database knows. */
    void openPart(PartName name) {
        part(name, null, 0, null);
    }

    private void part(PartName name, @Nullable String digest, long length, @Nullable String outcome) {
        try (Database database = database()) {
            database.jdbi()
                    .useHandle(handle -> handle.createUpdate("insert into recording_part"
                                    + " (recording_id, part, key_ids, header_digest, begun_at, digest, length, outcome)"
                                    + " values (:id, :part, '', '', :at, :digest, :length, :outcome)")
                            .bind("id", name.archive().toString())
                            .bind("part", name.part())
                            .bind("at", UtcColumn.of(Instant.now().minus(Duration.ofDays(400))))
                            .bind("digest", digest)
                            .bind("length", length)
                            .bind("outcome", outcome)
                            .execute());
        }
    }

    /** A row's first column. */
    List<String> query(String sql) {
        try (Database database = database()) {
            return database.jdbi()
                    .withHandle(handle ->
                            handle.createQuery(sql).mapTo(String.class).list());
        }
    }

    List<String> audit() {
        return query("select action || ':' || actor_kind || ':' || detail from audit_entry order by id");
    }

    Path file(int part) {
        return archives.resolve(new PartName(ARCHIVE, part).fileName());
    }

    List<String> files(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** With the configuration. */
    Ended archive(String... args) {
        return run(Stream.concat(
                        Stream.concat(Stream.of("archive"), Stream.of(args)), Stream.of("--config", config.toString()))
                .toArray(String[]::new));
    }

    /** With the key. */
    Ended opened(String... args) {
        return archive(Stream.concat(
                        Stream.of(args),
                        Stream.of("--key", keyFile.toString(), "--passphrase-file", passphrase.toString()))
                .toArray(String[]::new));
    }

    static Ended run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Ended(code, out.toString(), err.toString());
    }
}
