// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import io.apotheca.recorder.archive.PartName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What a server that has ended knew of the parts of its recordings. */
final class NotedParts {
    private NotedParts() {}

    /** The digests of all parts but those that were lost, by the names of their files; other words where no end is noted. */
    static Map<String, String> in(String database) throws IOException {
        Map<String, String> noted = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(database, "", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select recording_id, part, digest from recording_part"
                        + " where outcome is null or outcome <> 'LOST'")) {
            while (rows.next()) {
                String digest = rows.getString(3);
                noted.put(
                        new PartName(UUID.fromString(rows.getString(1)), rows.getInt(2)).fileName(),
                        digest == null ? "not noted" : digest);
            }
        } catch (SQLException e) {
            throw new IOException("the server's database cannot be read", e);
        }
        return noted;
    }
}
