// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A database for one test, without a password.
 *
 * @param end the SQL statement that leaves nothing of it
 */
record TestStorage(String url, String user, String end) {
    /** An H2 that outlives its connections. */
    static TestStorage inMemory() {
        return new TestStorage("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "shutdown");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, "");
    }
}
