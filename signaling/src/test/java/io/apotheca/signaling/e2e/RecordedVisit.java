// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A demo that has the recording of the web client's tests among its own: put there before it starts for good. */
final class RecordedVisit {
    static final Path KEY = Path.of("web", "test", "recording", "key.json").toAbsolutePath();
    static final Path OTHER_KEY = KEY.resolveSibling("other-key.json");
    static final String PASSPHRASE = "a passphrase för the tests";
    static final String ID = "0b1e0000-0000-4000-8000-000000000001";

    /** In a part (recorder/docs/archive-format.md). */
    private static final int HEADER_LENGTH_AT = 10;

    private RecordedVisit() {}

    /** In that folder, for that port: starts once to make the database, and ends. */
    static void prepare(Path home, int port) {
        DemoServer.start(home, port).interrupt();
        Path data = home.resolve("data").resolve("demo-" + port);
        try {
            Path archives = Files.createDirectories(data.resolve("archives"));
            for (String part : List.of(".0001.apo", ".0002.apo")) {
                Files.copy(KEY.resolveSibling(ID + part), archives.resolve(ID + part));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String consultation = query(data, "select min(id) from consultation").getFirst();
        update(
                data,
                "insert into recording (id, consultation_id, site, content, begun_at, ended_at) values ('" + ID + "', '"
                        + consultation + "', 'default', 'AUDIO_AND_VIDEO', '2026-11-03 09:30:00+00',"
                        + " '2026-11-03 09:30:14+00')");
        for (int part = 1; part <= 2; part++) {
            byte[] bytes = sealed(part);
            int header = ByteBuffer.wrap(bytes).getShort(HEADER_LENGTH_AT);
            update(
                    data,
                    "insert into recording_part (recording_id, part, key_ids, header_digest, digest, begun_at) values ('"
                            + ID + "', " + part + ", 'aa', '" + digest(Arrays.copyOf(bytes, header)) + "', '"
                            + digest(bytes) + "', '2026-11-03 09:30:00+00')");
        }
    }

    private static byte[] sealed(int part) {
        try {
            return Files.readAllBytes(KEY.resolveSibling(ID + ".000" + part + ".apo"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The audit log of a demo that has ended. */
    static List<String> audit(Path home, int port) {
        return query(
                home.resolve("data").resolve("demo-" + port),
                "select action || coalesce(':' || detail, '') from audit_entry where action like 'RECORDING%' order by id");
    }

    private static Connection connect(Path data) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + data.toAbsolutePath().resolve("apotheca"), "", "");
    }

    private static void update(Path data, String sql) {
        try (Connection connection = connect(data);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> query(Path data, String sql) {
        try (Connection connection = connect(data);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
