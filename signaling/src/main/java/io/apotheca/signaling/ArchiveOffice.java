// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.archive.Archives;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.storage.Database;
import io.apotheca.signaling.storage.StorageException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The database and the places of archives, for the time of one command. With the embedded database no server may run. */
record ArchiveOffice(Settings settings, Database database, Archives archives) implements AutoCloseable {
    static ArchiveOffice open(@Nullable Path config) throws StartException {
        Logs.json();
        Settings settings = CommandSettings.read(config);
        try {
            Database database = Database.open(settings.storage());
            return new ArchiveOffice(
                    settings, database, Archives.of(database.jdbi(), settings, InstantSource.system()));
        } catch (StorageException e) {
            throw e.inUse() ? serverRuns() : new StartException(ExitCode.STORAGE, e.message());
        }
    }

    private static StartException serverRuns() {
        return new StartException(
                ExitCode.IN_USE,
                "A running server has the embedded database open: stop it, or name files and folders instead of ids."
                        + " With PostgreSQL this command runs beside it.");
    }

    /** A place of archives fails. */
    static StartException unreachable() {
        return new StartException(
                ExitCode.STORAGE,
                "Archives cannot be read or written: check recorder.folder and recorder.store, permissions and room.");
    }

    @Override
    public void close() {
        database.close();
    }
}
