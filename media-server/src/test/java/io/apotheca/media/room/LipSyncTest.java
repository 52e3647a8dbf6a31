// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.AudioReceiver;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VideoReceiver;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import org.junit.jupiter.api.Test;

/**
 * A publisher's clock is seconds away from the server's, yet what it captured at one moment in sound and in picture maps to
 * one moment of the server's clock.
 */
class LipSyncTest {
    private static final long MILLI = 1_000_000;

    private final VirtualCall call =
            new VirtualCall(5, new Network(0.02, Simulation.millis(40), Simulation.millis(20)));
    private final Member alice = call.join("alice");
    private final Member bob = call.join("bob");

    @Test
    void soundAndPictureOfOneMomentMeet() {
        call.run(10);
        assertInStep(alice);
        assertInStep(bob);
    }

    @Test
    void andStillDoAfterTheSourceChanged() {
        call.run(5);
        call.join("bob");
        call.run(6);
        assertInStep(alice);
    }

    private void assertInStep(Member watching) {
        AudioReceiver audio = watching.peer().audio(0);
        VideoReceiver video = watching.peer().video(0);
        assertThat(audio.hasReport()).isTrue();
        assertThat(video.hasReport()).isTrue();
        AudioReceiver.Heard heard = audio.heard().getLast();
        VideoReceiver.Frame frame = video.frames().getLast();
        long soundLate = audio.captureNanos(heard, call.clock()) - heard.stamp().captureNanos();
        long pictureLate =
                video.captureNanos(frame, call.clock()) - frame.stamp().captureNanos();
        assertThat(Math.abs(soundLate - pictureLate)).as("out of step").isLessThan(MILLI);
        // The quickest report counts, as if it had taken no time; the later it is, the more the picture would jump.
        assertThat(soundLate).isBetween(40 * MILLI, 47 * MILLI);
    }
}
