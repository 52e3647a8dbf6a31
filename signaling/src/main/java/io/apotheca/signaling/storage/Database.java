// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.apotheca.signaling.config.StorageSettings;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The open, migrated database. One process owns an H2 file. Any thread may use it. */
public final class Database implements AutoCloseable {
    private static final int H2_CACHE_KILOBYTES = 8_192;
    private static final int H2_ALREADY_OPEN = 90_020;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    public static Database open(StorageSettings settings) throws StorageException {
        HikariDataSource pool = connect(settings);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            pool.close();
            throw new StorageException(
                    "The database has tables that this version cannot use: restore the version of"
                            + " Apotheca that wrote them, or configure another storage.url.",
                    false);
        }
        return new Database(pool);
    }

    private static HikariDataSource connect(StorageSettings settings) throws StorageException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(5_000);
        if (settings.url().startsWith("jdbc:h2:")) {
            // We close it ourselves, last; a commit is written before it returns; no trace file, which could hold
            // values; of old pages it need not remember as much of the heap as it would.
            config.setJdbcUrl(settings.url() + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;CACHE_SIZE="
                    + H2_CACHE_KILOBYTES);
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    private static StorageException refused(RuntimeException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN) {
                return new StorageException(
                        "The database is in use by another running Apotheca: stop that one, or configure another"
                                + " storage.url.",
                        true);
            }
        }
        return new StorageException(
                "The database cannot be opened: check that storage.url, user and password are right and that its folder"
                        + " can be written.",
                false);
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }
}
