// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.config.Settings;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** All that is done with archives, over one database and its places. Any thread may use it. */
public record Archives(
        ArchiveRows rows, ArchivePlaces places, PartRecovery recovery, ArchiveDisposal disposal, Retention retention) {

    public static Archives of(Jdbi jdbi, Settings settings, InstantSource clock) {
        AuditLog audit = new AuditLog(jdbi, clock);
        ArchiveRows rows = new ArchiveRows(jdbi, audit, clock);
        ArchivePlaces places = ArchivePlaces.of(settings.recorder());
        PartRecovery recovery = new PartRecovery(rows, places);
        ArchiveDisposal disposal = new ArchiveDisposal(jdbi, rows, places, clock);
        List<PastRows> past =
                List.of(new PastConsultations(jdbi, audit), new PastSignIns(jdbi, audit, settings.sessions()));
        return new Archives(
                rows,
                places,
                recovery,
                disposal,
                new Retention(settings.retention().rules(), rows, recovery, disposal, past, clock));
    }
}
