// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Points in time as the database holds them: with time zone, in UTC, to the microsecond. */
public final class UtcColumn {
    private UtcColumn() {}

    public static OffsetDateTime of(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    public static Instant read(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
