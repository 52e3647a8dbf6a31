// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Levels in, speaker out. A level is in -dBov: 30 is speech, 90 a quiet room, 127 silence. */
class SpeakerObserverTest {
    private static final int SPEECH = 30;
    private static final int LOUD = 10;
    private static final int QUIET = 90;
    private static final int NOTHING = -1;
    private static final long PACKET_NANOS = Simulation.millis(20);

    private final VirtualCall call = new VirtualCall(1, Network.PERFECT);
    private final SpeakerObserver observer = new SpeakerObserver();
    private final Participant alice = participant("alice");
    private final Participant bob = participant("bob");
    private final List<@Nullable Participant> changes = new ArrayList<>();
    private long nowNanos = Simulation.seconds(1);

    private Participant participant(String id) {
        call.join(id);
        return Objects.requireNonNull(call.room().participant(id));
    }

    /** Both send these levels for a time, NOTHING for no packets. */
    private void talk(int alices, int bobs, double seconds) {
        long until = nowNanos + Simulation.seconds(seconds);
        while (nowNanos < until) {
            level(alice, alices);
            level(bob, bobs);
            nowNanos += PACKET_NANOS;
        }
    }

    private void level(Participant from, int level) {
        if (level != NOTHING && observer.onLevel(from, level, List.of(alice, bob), nowNanos)) {
            changes.add(observer.speaker());
        }
    }

    @Test
    void nobodySpeaksInAQuietRoom() {
        talk(QUIET, QUIET, 10);
        assertThat(observer.speaker()).isNull();
        assertThat(changes).isEmpty();
    }

    @Test
    void whoSpeaksIsTheSpeaker() {
        talk(QUIET, QUIET, 1);
        talk(SPEECH, QUIET, 0.5);
        assertThat(observer.speaker()).isSameAs(alice);
    }

    @Test
    void theOtherTakesOverWhenTheFirstHasFinished() {
        talk(SPEECH, QUIET, 3);
        talk(QUIET, SPEECH, 1.2);
        assertThat(changes).containsExactly(alice, bob);
    }

    @Test
    void aCoughMovesNothing() {
        talk(SPEECH, QUIET, 3);
        talk(SPEECH, LOUD, 0.3);
        talk(SPEECH, QUIET, 3);
        assertThat(changes).containsExactly(alice);
    }

    @Test
    void aFewCoughsInARowMoveNothingEither() {
        talk(SPEECH, QUIET, 3);
        for (int i = 0; i < 10; i++) {
            talk(SPEECH, LOUD, 0.2);
            talk(SPEECH, QUIET, 0.6);
        }
        assertThat(changes).containsExactly(alice);
    }

    @Test
    void twoWhoAreEquallyLoudDoNotTakeTurns() {
        talk(SPEECH, QUIET, 1);
        talk(SPEECH, SPEECH + 2, 5);
        talk(SPEECH + 2, SPEECH, 5);
        assertThat(changes).containsExactly(alice);
    }

    @Test
    void aPauseBetweenWordsIsNoSilence() {
        talk(SPEECH, QUIET, 1);
        for (int i = 0; i < 10; i++) {
            talk(QUIET, QUIET, 0.8);
            talk(SPEECH, QUIET, 0.5);
        }
        assertThat(changes).containsExactly(alice);
    }

    @Test
    void nobodySpeaksAfterALongSilence() {
        talk(SPEECH, QUIET, 1);
        talk(QUIET, QUIET, 3);
        assertThat(changes).containsExactly(alice, null);
    }

    @Test
    void whoSendsNothingMoreHasFallenSilent() {
        talk(SPEECH, QUIET, 3);
        talk(NOTHING, QUIET, 4);
        assertThat(changes).containsExactly(alice, null);
        talk(NOTHING, SPEECH, 1);
        assertThat(observer.speaker()).isSameAs(bob);
    }

    @Test
    void silenceIsNoticedByTheClockWhereHardlyAnythingIsSent() {
        talk(SPEECH, QUIET, 3);
        talk(QUIET, QUIET, 0.2);
        long silentFrom = nowNanos;
        while (observer.speaker() != null && nowNanos - silentFrom < Simulation.seconds(5)) {
            nowNanos += Simulation.millis(400); // silent encoders refresh their comfort noise
            level(alice, QUIET);
            level(bob, QUIET);
        }
        assertThat(changes).containsExactly(alice, null);
        assertThat(nowNanos - silentFrom).isLessThan(Simulation.seconds(2.5));
    }

    @Test
    void whoLeavesIsNoSpeaker() {
        talk(SPEECH, QUIET, 1);
        assertThat(observer.onLeave(bob)).isFalse();
        assertThat(observer.onLeave(alice)).isTrue();
        assertThat(observer.speaker()).isNull();
    }

    @Test
    void theRoomTellsItsSpeaker() {
        VirtualCall talking = new VirtualCall(2, Network.PERFECT);
        VirtualCall.Member first = talking.join("first");
        VirtualCall.Member second = talking.join("second");
        first.peer().microphone().level(QUIET);
        second.peer().microphone().level(SPEECH);
        talking.run(3);
        assertThat(talking.events().speakers()).containsExactly("second");
        first.peer().microphone().level(SPEECH);
        second.peer().microphone().level(QUIET);
        talking.run(3);
        assertThat(talking.events().speakers()).containsExactly("second", "first");
        talking.join("first").peer().microphone().level(SPEECH);
        talking.run(3);
        assertThat(talking.events().speakers()).as("back after a reload").containsExactly("second", "first");
        talking.leave("first");
        assertThat(talking.events().speakers()).containsExactly("second", "first", "");
    }
}
