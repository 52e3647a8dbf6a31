// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.signaling.log.Trail;
import io.apotheca.signaling.recording.RecordingStream.Phase;
import io.apotheca.signaling.wire.ServerMessage.Recording.Trouble;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps one archive from being written, for operators: a line when it begins, changes and is over; in the audit log what was not
 * recorded. Owned by its {@link RecordingStream}.
 */
final class TroubleLog {
    private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);

    private final Archive archive;
    private final Recordings recordings;
    private @Nullable Trouble told;
    private boolean stopped;

    TroubleLog(Archive archive, Recordings recordings) {
        this.archive = archive;
        this.recordings = recordings;
    }

    /** To be told of every change. Never fails: what cannot be noted ends no recording. */
    void now(Phase phase, @Nullable Trouble trouble) {
        boolean writes = phase == Phase.RECORDING || phase == Phase.BEHIND || phase == Phase.PAUSED;
        if (!Objects.equals(trouble, told) && (writes || trouble != null)) {
            tell(phase, trouble);
            told = trouble;
        }
        try {
            if (!writes && trouble != null && !stopped) {
                stopped = true;
                recordings.stopped(archive, word(trouble));
            } else if (writes && stopped) {
                stopped = false;
                recordings.wentOn(archive);
            }
        } catch (RuntimeException e) {
            LOG.error("What becomes of an archive could not be noted: {}", Trail.of(e));
        }
    }

    private void tell(Phase phase, @Nullable Trouble trouble) {
        String consultation = archive.consultationId();
        if (trouble == null) {
            LOG.info("Consultation {}: its recording has caught up", consultation);
        } else if (phase == Phase.BEHIND) {
            LOG.warn("Consultation {}: its recording waits for the disk: {}", consultation, word(trouble));
        } else {
            LOG.warn("Consultation {}: its recording has stopped: {}", consultation, word(trouble));
        }
    }

    private static String word(Trouble trouble) {
        return trouble.name().toLowerCase(Locale.ROOT);
    }
}
