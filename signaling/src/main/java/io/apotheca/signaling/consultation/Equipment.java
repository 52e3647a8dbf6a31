// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.config.ConsultationSettings;
import io.apotheca.signaling.media.MediaRooms;
import io.apotheca.signaling.recording.Recorder;
import io.apotheca.signaling.token.Ids;
import java.time.InstantSource;

/** What every consultation works with. */
record Equipment(
        ConsultationSettings settings,
        Participants participants,
        MediaRooms media,
        QueueBoard board,
        StaffDesks desks,
        InstantSource clock,
        Ids ids,
        GraceTimer grace,
        Recorder recorder,
        Turns turns) {

    /** Tells a consultation, after the grace, that a member may have been away for too long. */
    @FunctionalInterface
    interface GraceTimer {
        void start(String consultationId, String participantId, int absence);
    }

    /** Gives a task a turn of a consultation, whether anybody is still in it or not. */
    @FunctionalInterface
    interface Turns {
        void take(String consultationId, Runnable task);
    }
}
