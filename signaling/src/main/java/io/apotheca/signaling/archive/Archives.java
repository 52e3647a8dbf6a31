// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.service.RecorderConfig;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.config.RetentionSettings;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** All that is done with archives, over one database and its places. Any thread may use it. */
public record Archives(
        ArchiveRows rows, ArchivePlaces places, PartRecovery recovery, ArchiveDisposal disposal, Retention retention) {

    public static Archives of(Jdbi jdbi, RecorderConfig recorder, RetentionSettings settings, InstantSource clock) {
        ArchiveRows rows = new ArchiveRows(jdbi, new AuditLog(jdbi, clock), clock);
        ArchivePlaces places = ArchivePlaces.of(recorder);
        PartRecovery recovery = new PartRecovery(rows, places);
        ArchiveDisposal disposal = new ArchiveDisposal(jdbi, rows, places, clock);
        return new Archives(
                rows, places, recovery, disposal, new Retention(settings.rules(), rows, recovery, disposal, clock));
    }
}
