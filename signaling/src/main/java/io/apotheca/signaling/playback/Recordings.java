// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.playback;

import io.apotheca.signaling.storage.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads which recordings there are. Any thread may use it. */
public final class Recordings {
    public static final int PAGE = 50;

    private static final String SELECT = "select id, consultation_id, begun_at, ended_at, content, held_at,"
            + " coalesce(shredded_at, deleted_at) as gone_at from recording";
    private static final String NEWEST_FIRST = " order by begun_at desc, id desc limit " + PAGE;

    private final Jdbi jdbi;

    public Recordings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The newest ones, at most {@link #PAGE}. */
    public List<Recording> newest() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + NEWEST_FIRST)
                .map((row, context) -> recording(handle, row))
                .list());
    }

    /** Those that follow that one in the list; empty too if there is no such recording. */
    public List<Recording> after(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT
                        + " where begun_at < (select begun_at from recording where id = :id)"
                        + " or (id < :id and begun_at = (select begun_at from recording where id = :id))"
                        + NEWEST_FIRST)
                .bind("id", id)
                .map((row, context) -> recording(handle, row))
                .list());
    }

    public Optional<Recording> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where id = :id")
                .bind("id", id)
                .map((row, context) -> recording(handle, row))
                .findOne());
    }

    private static Recording recording(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        String consultation = row.getString("consultation_id");
        return new Recording(
                id,
                consultation,
                UtcColumn.read(row, "begun_at"),
                instant(row, "ended_at"),
                row.getString("content"),
                people(handle, consultation),
                instant(row, "held_at").isPresent(),
                instant(row, "gone_at").isPresent(),
                parts(handle, id));
    }

    /** Whoever was let in, once each, in the order they came. */
    private static List<String> people(Handle handle, String consultation) {
        return handle.createQuery("select name from participant where consultation_id = :consultation"
                        + " and state not in ('WAITING', 'DECLINED') group by name order by min(since)")
                .bind("consultation", consultation)
                .mapTo(String.class)
                .list();
    }

    private static List<RecordingPart> parts(Handle handle, String id) {
        return handle.createQuery(
                        "select part, begun_at, ended_at, length, outcome, header_digest, digest from recording_part"
                                + " where recording_id = :id order by part")
                .bind("id", id)
                .map((row, context) -> new RecordingPart(
                        row.getInt("part"),
                        UtcColumn.read(row, "begun_at"),
                        instant(row, "ended_at"),
                        length(row),
                        Optional.ofNullable(row.getString("outcome")),
                        row.getString("header_digest"),
                        Optional.ofNullable(row.getString("digest"))))
                .list();
    }

    private static OptionalLong length(ResultSet row) throws SQLException {
        long length = row.getLong("length");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(length);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
