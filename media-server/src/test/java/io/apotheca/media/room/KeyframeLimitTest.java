// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.testing.VideoReceiver;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import org.junit.jupiter.api.Test;

/** What a subscriber may cost a publisher and the server. */
class KeyframeLimitTest {
    private final VirtualCall call = new VirtualCall(6, Network.PERFECT);
    private final Member alice = call.join("alice");
    private final Member bob = call.join("bob");

    @Test
    void onePictureLossBringsOneKeyframe() {
        call.run(2);
        int before = alice.peer().camera().keyframes();
        bob.peer().askForKeyframe(bob.peer().video(0));
        call.run(1);
        assertThat(alice.peer().camera().keyframes()).isEqualTo(before + 1);
    }

    @Test
    void aSilentPublisherIsAskedAtOnceToo() {
        call.run(2.5);
        alice.peer().microphone().stop();
        alice.peer().camera().stop();
        call.run(0.3);
        int before = alice.peer().camera().keyframeRequests();
        bob.peer().askForKeyframe(bob.peer().video(0));
        call.run(0.03);
        assertThat(alice.peer().camera().keyframeRequests()).isEqualTo(before + 1);
    }

    @Test
    void aSubscriberWhoAsksAllTheTimeGetsOneInTwoSeconds() {
        call.run(2);
        int before = alice.peer().camera().keyframes();
        for (int i = 0; i < 900; i++) {
            bob.peer().askForKeyframe(bob.peer().video(0));
            call.run(0.01);
        }
        assertThat(alice.peer().camera().keyframes() - before).isBetween(4, 8);
        assertThat(bob.peer().video(0).skips()).isZero();
    }

    @Test
    void aPublisherWhoAnswersNotIsAskedLessAndLess() {
        call.run(2);
        alice.peer().camera().stop();
        call.run(0.1);
        int before = alice.peer().camera().keyframeRequests();
        bob.peer().askForKeyframe(bob.peer().video(0));
        call.run(30);
        assertThat(alice.peer().camera().keyframeRequests() - before).isBetween(5, 20);
    }

    @Test
    void retransmissionsHaveABudget() {
        call.run(5);
        VideoReceiver seen = bob.peer().video(0);
        int newest = (int) seen.frames().getLast().firstSequence();
        for (int i = 0; i < 1000; i++) {
            bob.peer().askAgain(seen, newest - i % 50 & 0xFFFF);
        }
        call.run(0.1);
        assertThat(seen.repaired()).isBetween(200, 210);
        assertThat(call.drops().of(DropReason.RTX_LIMITED)).isGreaterThan(700);
        call.run(1);
        bob.peer().askAgain(seen, newest - 5 & 0xFFFF);
        int before = seen.repaired();
        call.run(0.1);
        assertThat(seen.repaired()).as("the budget refills").isEqualTo(before + 1);
    }

    @Test
    void whatWasNeverSentIsNotSentAgain() {
        call.run(2);
        VideoReceiver seen = bob.peer().video(0);
        int first = (int) seen.frames().getFirst().firstSequence();
        int newest = (int) seen.frames().getLast().firstSequence();
        bob.peer().askAgain(seen, first - 10 & 0xFFFF, newest + 30_000 & 0xFFFF);
        call.run(0.2);
        assertThat(seen.repaired()).isZero();
        assertThat(call.drops().of(DropReason.NOT_CACHED)).isEqualTo(2);
    }
}
