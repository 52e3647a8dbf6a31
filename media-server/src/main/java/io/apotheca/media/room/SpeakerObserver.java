// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Decides who speaks from the levels that publishers send along (RFC 6464). Somebody else becomes the speaker by being
 * clearly louder for a while, so that a cough or an "mm-hm" moves nothing. Owned by its MediaLoop.
 */
final class SpeakerObserver {
    private static final long INTERVAL_NANOS = 200_000_000;
    /** -55 dBov: above the noise of a quiet room, below soft speech. */
    private static final double SPEECH = 127 - 55;

    private static final double LOUDER_BY = 6;
    private static final int INTERVALS_TO_TAKE_OVER = 3;
    private static final int INTERVALS_TO_FALL_SILENT = 10;

    private boolean begun;
    private long nextNanos;
    private @Nullable Participant speaker;
    private @Nullable Participant challenger;
    private int intervalsChallenged;
    private int intervalsSilent;

    @Nullable
    Participant speaker() {
        return speaker;
    }

    /** A level came; true when the speaker changed with it. */
    boolean onLevel(Participant from, int level, Collection<Participant> room, long nowNanos) {
        Participant before = speaker;
        // Intervals in which nobody sent anything: silent publishers send a few packets a second (DTX).
        long missed = begun ? (nowNanos - nextNanos) / INTERVAL_NANOS : 0;
        for (long i = Math.min(missed, INTERVALS_TO_FALL_SILENT); i > 0; i--) {
            endInterval(room);
        }
        from.speech().add(level);
        if (!begun || nowNanos >= nextNanos) {
            begun = true;
            nextNanos = nowNanos + INTERVAL_NANOS;
            endInterval(room);
        }
        return speaker != before;
    }

    private void endInterval(Collection<Participant> room) {
        for (Participant participant : room) {
            participant.speech().endInterval();
        }
        decide(loudest(room));
    }

    /** Somebody is back by a new connection. */
    void onReplaced(Participant before, Participant after) {
        if (speaker == before) {
            take(after);
        }
    }

    /** Somebody left; true when it was the speaker. */
    boolean onLeave(Participant participant) {
        boolean spoke = speaker == participant;
        speaker = spoke ? null : speaker;
        challenger = challenger == participant ? null : challenger;
        return spoke;
    }

    private void decide(@Nullable Participant loudest) {
        if (speaker != null) {
            intervalsSilent = speaker.speech().loudness() < SPEECH ? intervalsSilent + 1 : 0;
        }
        if (loudest != null && speaker == null) {
            take(loudest);
        } else if (loudest != null && speaker != null && louder(loudest, speaker)) {
            intervalsChallenged = challenger == loudest ? intervalsChallenged + 1 : 1;
            challenger = loudest;
            if (intervalsChallenged >= INTERVALS_TO_TAKE_OVER) {
                take(loudest);
            }
        } else {
            challenger = null;
            if (intervalsSilent >= INTERVALS_TO_FALL_SILENT) {
                speaker = null;
            }
        }
    }

    private void take(Participant next) {
        speaker = next;
        challenger = null;
        intervalsSilent = 0;
    }

    private static boolean louder(Participant one, Participant other) {
        return one != other && one.speech().loudness() > other.speech().loudness() + LOUDER_BY;
    }

    private static @Nullable Participant loudest(Collection<Participant> room) {
        Participant loudest = null;
        for (Participant participant : room) {
            double loudness = participant.speech().loudness();
            if (loudness >= SPEECH
                    && (loudest == null || loudness > loudest.speech().loudness())) {
                loudest = participant;
            }
        }
        return loudest;
    }
}
