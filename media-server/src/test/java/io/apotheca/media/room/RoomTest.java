// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.Source;
import io.apotheca.media.room.RoomListener.Assignment;
import io.apotheca.media.testing.AudioReceiver;
import io.apotheca.media.testing.VideoReceiver;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees whom, and that it is so at once. */
class RoomTest {
    private final VirtualCall call = new VirtualCall(1, Network.PERFECT);
    private final Member alice = call.join("alice");
    private final Member bob = call.join("bob");

    private static List<Assignment> person(int slot, String id) {
        return List.of(
                new Assignment("audio" + slot, id, Source.MICROPHONE),
                new Assignment("video" + slot, id, Source.CAMERA));
    }

    @Test
    void twoSeeAndHearEachOther() {
        call.run(2);
        assertThat(call.events().slots("alice")).isEqualTo(person(0, "bob"));
        assertThat(call.events().slots("bob")).isEqualTo(person(0, "alice"));
        assertShows(alice.peer().video(0), bob);
        assertHears(alice.peer().audio(0), bob);
        assertShows(bob.peer().video(0), alice);
        assertHears(bob.peer().audio(0), alice);
        assertThat(alice.peer().video(1).frames()).isEmpty();
    }

    @Test
    void aThirdIsSeenByBothAndGone() {
        call.run(2);
        Member carol = call.join("carol");
        call.run(2);
        assertThat(call.events().slots("alice")).containsAll(person(0, "bob")).containsAll(person(1, "carol"));
        assertThat(call.events().slots("carol")).containsAll(person(0, "alice")).containsAll(person(1, "bob"));
        assertShows(alice.peer().video(1), carol);
        assertShows(bob.peer().video(1), carol);
        assertHears(bob.peer().audio(1), carol);
        assertShows(carol.peer().video(0), alice);
        assertShows(carol.peer().video(1), bob);
        call.leave("carol");
        assertThat(call.events().slots("alice")).isEqualTo(person(0, "bob"));
        int shown = alice.peer().video(0).frames().size();
        call.run(1);
        assertThat(alice.peer().video(0).frames()).hasSizeGreaterThan(shown + 25);
        assertThat(alice.peer().video(0).skips()).isZero();
    }

    @Test
    void whoLeavesIsNotHeardFromThatMomentOn() {
        call.run(2);
        call.leave("bob");
        long left = call.sim().now();
        long sentToBob = bob.down().sent();
        long sentToAlice = alice.down().sent();
        // What is under way arrives, what bob's browser goes on sending does not.
        call.run(0.5);
        assertThat(bob.down().sent()).isEqualTo(sentToBob);
        assertThat(bob.peer().dismissed()).as("told that it is over").isTrue();
        assertThat(alice.peer().dismissed()).isFalse();
        assertThat(alice.peer().audio(0).heard())
                .allSatisfy(each -> assertThat(each.stamp().captureNanos()).isLessThan(left));
        assertThat(alice.peer().video(0).frames())
                .allSatisfy(each -> assertThat(each.stamp().captureNanos()).isLessThan(left));
        // Alice gets feedback on what she sends, and no media.
        assertThat(alice.down().sent() - sentToAlice).isLessThan(20);
        assertThat(bob.handshake().closed()).isTrue();
        assertThat(call.room().size()).isEqualTo(1);
    }

    @Test
    void aFreedPlaceGoesToWhoFoundNone() {
        call.join("carol");
        call.join("dave");
        Member eve = call.join("eve");
        call.run(2);
        assertThat(call.events().slots("alice"))
                .extracting(Assignment::participantId)
                .doesNotContain("eve");
        call.leave("bob");
        call.run(2);
        assertThat(call.events().slots("alice")).containsAll(person(0, "eve"));
        assertThat(alice.peer().video(0).frames().getLast().stamp().publisher())
                .isEqualTo(eve.peer().number());
    }

    @Test
    void aReloadedPageContinuesTheStreamsOfTheOthers() {
        call.run(2);
        Member again = call.join("bob");
        call.run(2);
        List<VideoReceiver.Frame> frames = alice.peer().video(0).frames();
        int change = -1;
        for (int i = 1; i < frames.size(); i++) {
            VideoReceiver.Frame before = frames.get(i - 1);
            VideoReceiver.Frame frame = frames.get(i);
            change = frame.stamp().publisher() == before.stamp().publisher() ? change : i;
            assertThat(frame.firstSequence())
                    .isEqualTo(before.firstSequence() + before.stamp().count());
            assertThat(frame.pictureId()).isEqualTo(before.pictureId() + 1 & 0x7FFF);
            assertTimestampFollows(before.timestamp(), frame.timestamp(), frame.atNanos() - before.atNanos(), 90_000);
        }
        assertThat(change).isPositive();
        assertThat(frames.get(change).key()).isTrue();
        assertThat(frames.get(change).stamp().publisher())
                .isEqualTo(again.peer().number());
        assertThat(frames.size() - change).isGreaterThan(45);
        assertThat(alice.peer().video(0).skips()).isZero();
        assertThat(call.events().slots("alice")).isEqualTo(person(0, "bob"));

        List<AudioReceiver.Heard> heard = alice.peer().audio(0).heard();
        for (int i = 1; i < heard.size(); i++) {
            AudioReceiver.Heard before = heard.get(i - 1);
            AudioReceiver.Heard packet = heard.get(i);
            assertThat(packet.sequence()).isEqualTo(before.sequence() + 1);
            assertTimestampFollows(before.timestamp(), packet.timestamp(), packet.atNanos() - before.atNanos(), 48_000);
        }
        assertShows(again.peer().video(0), alice);
    }

    @Test
    void whoReconnectsSeesEverybodyInTheSamePlace() {
        Member carol = call.join("carol");
        call.run(1);
        call.leave("bob");
        Member bob = call.join("bob");
        call.run(1);
        List<Assignment> before = call.events().slots("alice");
        Member again = call.join("alice");
        call.run(2);
        assertThat(call.events().slots("alice")).isEqualTo(before).isNotEmpty();
        assertShows(again.peer().video(0), bob);
        assertShows(again.peer().video(1), carol);
    }

    /** The timestamp goes on as the time does, within a frame. */
    private static void assertTimestampFollows(long before, long after, long elapsedNanos, int clockRate) {
        int step = (int) (after - before);
        assertThat(step).isPositive();
        assertThat(step / (double) clockRate).isBetween(elapsedNanos / 1e9 - 0.034, elapsedNanos / 1e9 + 0.034);
    }

    @Test
    void theScreenGoesToEverybodyElseAndAwayAgain() {
        call.run(2);
        bob.peer().screen().start(call.sim().now());
        call.run(0.5);
        assertThat(alice.peer().video(3).frames()).isEmpty();
        call.setSources("bob", Source.MICROPHONE, Source.CAMERA, Source.SCREEN);
        call.run(2);
        assertThat(call.events().slots("alice")).contains(new Assignment("screen", "bob", Source.SCREEN));
        assertThat(call.events().slots("bob")).doesNotContain(new Assignment("screen", "bob", Source.SCREEN));
        VideoReceiver screen = alice.peer().video(3);
        assertThat(screen.frames()).hasSizeGreaterThan(45);
        assertThat(screen.frames())
                .allSatisfy(each -> assertThat(each.stamp().publisher())
                        .isEqualTo(-bob.peer().number()));
        assertThat(bob.peer().video(3).frames()).isEmpty();
        call.setSources("bob", Source.MICROPHONE, Source.CAMERA);
        int shown = screen.frames().size();
        call.run(1);
        assertThat(screen.frames()).hasSizeBetween(shown, shown + 1);
        assertThat(call.events().slots("alice")).isEqualTo(person(0, "bob"));
        assertShows(alice.peer().video(0), bob);
    }

    @Test
    void theNewestScreenWinsAndTheOlderComesBack() {
        call.run(1);
        for (Member each : List.of(alice, bob)) {
            each.peer().screen().start(call.sim().now());
        }
        call.setSources("alice", Source.SCREEN);
        call.run(1);
        call.setSources("bob", Source.SCREEN);
        call.run(1);
        assertThat(call.events().slots("alice")).contains(new Assignment("screen", "bob", Source.SCREEN));
        assertThat(call.events().slots("bob")).isEqualTo(person(0, "alice"));
        call.leave("bob");
        Member carol = call.join("carol");
        call.run(2);
        assertThat(call.events().slots("carol")).contains(new Assignment("screen", "alice", Source.SCREEN));
        assertThat(carol.peer().video(3).frames()).hasSizeGreaterThan(30);
    }

    private static void assertShows(VideoReceiver seen, Member publisher) {
        assertThat(seen.frames()).hasSizeGreaterThan(30);
        assertThat(seen.skips()).isZero();
        assertThat(seen.frames())
                .allSatisfy(each -> assertThat(each.stamp().publisher())
                        .isEqualTo(publisher.peer().number()));
    }

    private static void assertHears(AudioReceiver heard, Member publisher) {
        assertThat(heard.heard()).hasSizeGreaterThan(50);
        assertThat(heard.heard())
                .allSatisfy(each -> assertThat(each.stamp().publisher())
                        .isEqualTo(publisher.peer().number()));
    }
}
