// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.account.Accounts;
import io.apotheca.signaling.account.StaffSessions;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.consultation.Consultations;
import io.apotheca.signaling.consultation.Participants;
import io.apotheca.signaling.media.MediaRooms;
import io.apotheca.signaling.media.MediaWatch;
import io.apotheca.signaling.recording.Recorder;
import io.apotheca.signaling.recording.Recordings;
import io.apotheca.signaling.token.Ids;
import io.apotheca.signaling.visit.VisitLinks;
import io.grpc.Channel;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jdbi.v3.core.Jdbi;

/** What stands between a database and a media node: consultations and all they need. Nothing of it has begun yet. */
record Wiring(
        AuditLog audit,
        Participants participants,
        StaffSessions sessions,
        Accounts accounts,
        VisitLinks links,
        Consultations consultations,
        MediaWatch watch) {

    static Wiring of(
            Settings settings,
            Jdbi jdbi,
            Channel media,
            Optional<Channel> recorder,
            InstantSource clock,
            ScheduledExecutorService timers) {
        SecureRandom random = new SecureRandom();
        AuditLog audit = new AuditLog(jdbi, clock);
        Participants participants = new Participants(jdbi, audit);
        StaffSessions sessions = new StaffSessions(
                jdbi,
                audit,
                clock,
                random,
                settings.sessions(),
                settings.recordings().site());
        Consultations consultations = new Consultations(
                settings.consultations(),
                participants,
                sessions,
                new MediaRooms(media),
                new Recorder(settings.recordings(), recorder, new Recordings(jdbi, audit, clock), timers),
                clock,
                new Ids(random),
                timers);
        return new Wiring(
                audit,
                participants,
                sessions,
                new Accounts(jdbi, clock, random),
                new VisitLinks(
                        jdbi,
                        audit,
                        participants,
                        clock,
                        random,
                        settings.sessions(),
                        settings.recordings().site()),
                consultations,
                new MediaWatch(media, timers, consultations::onMediaEvent));
    }
}
