// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VideoReceiver;
import io.apotheca.media.testing.VideoReceiver.Frame;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import io.apotheca.media.testing.VirtualPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One publisher whose camera sends three streams in three temporal layers each, and three viewers. */
class SimulcastTest {
    private static final Network LOSSY = new Network(0.03, Simulation.millis(20), Simulation.millis(5));
    private static final int STREAMS = 3;
    private static final int ALL = 7;

    private static int layer(Frame frame) {
        return frame.stamp().publisher() / VirtualPeer.LAYER_STAMPS;
    }

    private static VideoReceiver seen(Member viewer) {
        return viewer.peer().video(0);
    }

    private static List<Frame> since(Member viewer, long nanos) {
        return seen(viewer).frames().stream()
                .filter(frame -> frame.atNanos() >= nanos)
                .toList();
    }

    @Test
    void eachViewerGetsItsOwnLayerAndAllStaysDecodableOverBadLinks() {
        VirtualCall call = new VirtualCall(31, LOSSY);
        call.join("alice", STREAMS);
        List<Member> viewers = List.of(call.join("bob"), call.join("carol"), call.join("dave"));
        call.run(4);
        SplittableRandom random = new SplittableRandom(1);
        int switches = 0;
        for (int round = 0; round < 12; round++) {
            int[] targets = new int[viewers.size()];
            for (int i = 0; i < targets.length; i++) {
                targets[i] = random.nextInt(STREAMS);
                switches++;
                call.target(viewers.get(i), 0, targets[i], random.nextInt(3));
            }
            // A viewer may cause three key frames of a stream in ten seconds, so steady changes wait their turn.
            call.run(6);
            long settled = call.sim().now() - Simulation.seconds(1);
            for (int i = 0; i < targets.length; i++) {
                int target = targets[i];
                assertThat(since(viewers.get(i), settled)).isNotEmpty().allMatch(frame -> layer(frame) == target);
            }
        }
        for (Member viewer : viewers) {
            assertThat(seen(viewer).skips()).isLessThan(switches / 3);
            assertThat(viewer.peer().refused()).isZero();
        }
    }

    @Test
    void switchingLosesNothingAndLeavesNoGap() {
        VirtualCall call = new VirtualCall(32, Network.PERFECT);
        call.join("alice", STREAMS);
        Member bob = call.join("bob");
        call.run(2);
        for (int round = 0; round < 20; round++) {
            call.target(bob, 0, round % STREAMS, round % 4);
            call.run(4);
        }
        assertThat(seen(bob).skips()).isZero();
        assertThat(seen(bob).missing()).isZero();
        assertThat(seen(bob).empty()).as("nothing came late").isZero();
        List<Frame> frames = seen(bob).frames();
        for (int i = 1; i < frames.size(); i++) {
            assertThat(frames.get(i).pictureId()).isEqualTo(frames.get(i - 1).pictureId() + 1 & 0x7FFF);
            assertThat(frames.get(i).atNanos() - frames.get(i - 1).atNanos()).isLessThan(Simulation.millis(150));
        }
    }

    @Test
    void temporalLayersHalveTheFrames() {
        VirtualCall call = new VirtualCall(33, Network.PERFECT);
        call.join("alice", STREAMS);
        Member bob = call.join("bob");
        call.run(2);
        int[] expected = {15, 30, 60};
        for (int temporal : new int[] {2, 1, 0, 1, 2}) {
            call.target(bob, 0, 2, temporal);
            call.run(1);
            long from = call.sim().now();
            call.run(2);
            assertThat(since(bob, from)).hasSizeBetween(expected[temporal] - 2, expected[temporal] + 2);
        }
        assertThat(seen(bob).skips()).isZero();
    }

    @Test
    void aLayerThePublisherStopsIsReplacedByTheNextLowerAndComesBack() {
        VirtualCall call = new VirtualCall(34, Network.PERFECT);
        Member alice = call.join("alice", STREAMS);
        Member bob = call.join("bob");
        call.run(3);
        assertThat(layer(seen(bob).frames().getLast())).isEqualTo(2);
        alice.peer().camera(2).stop();
        call.run(2);
        assertThat(layer(seen(bob).frames().getLast())).isEqualTo(1);
        long now = call.sim().now();
        assertThat(seen(bob).frozenNanos(now - Simulation.seconds(2), now, Simulation.millis(450)))
                .isZero();
        alice.peer().camera(2).start(call.sim().now());
        call.run(2);
        assertThat(layer(seen(bob).frames().getLast())).isEqualTo(2);
        assertThat(seen(bob).skips()).isZero();
    }

    @Test
    void aPausedPictureStopsAtOnceAndComesBack() {
        VirtualCall call = new VirtualCall(35, Network.PERFECT);
        call.join("alice", STREAMS);
        Member bob = call.join("bob");
        call.run(2);
        call.target(bob, 0, OutboundTrack.NOTHING, 0);
        call.run(0.1);
        int shown = seen(bob).frames().size();
        call.run(3);
        assertThat(seen(bob).frames()).hasSize(shown);
        int heard = bob.peer().audio(0).heard().size();
        call.target(bob, 0, 0, ALL);
        call.run(1);
        assertThat(seen(bob).frames()).hasSizeGreaterThan(shown + 20);
        assertThat(bob.peer().audio(0).heard()).hasSizeGreaterThan(heard + 40);
        assertThat(seen(bob).skips()).isZero();
    }

    @Test
    void aPublisherIsAskedOnlyForTheLayerThatSomebodyWants() {
        VirtualCall call = new VirtualCall(36, Network.PERFECT);
        Member alice = call.join("alice", STREAMS);
        Member bob = call.join("bob");
        call.run(3);
        int before = alice.peer().camera(1).keyframeRequests();
        int others = alice.peer().camera(0).keyframeRequests()
                + alice.peer().camera(2).keyframeRequests();
        call.target(bob, 0, 1, ALL);
        call.run(3);
        assertThat(alice.peer().camera(1).keyframeRequests()).isEqualTo(before + 1);
        assertThat(alice.peer().camera(0).keyframeRequests()
                        + alice.peer().camera(2).keyframeRequests())
                .isEqualTo(others);
    }

    @Test
    void aPublisherHearsWhatTheMostDemandingViewerWants() {
        VirtualCall call = new VirtualCall(38, Network.PERFECT);
        call.join("alice", STREAMS);
        List<String> told = new ArrayList<>(List.of("alice CAMERA 0"));
        assertThat(call.events().layers()).isEqualTo(told);
        Member bob = call.join("bob");
        told.add("alice CAMERA 2");
        assertThat(call.events().layers()).isEqualTo(told);
        Member carol = call.join("carol");
        call.target(bob, 0, 0, ALL);
        assertThat(call.events().layers()).as("carol wants all").isEqualTo(told);
        call.target(carol, 0, 1, ALL);
        told.add("alice CAMERA 1");
        call.target(carol, 0, OutboundTrack.NOTHING, 0);
        told.add("alice CAMERA 0");
        call.target(bob, 0, OutboundTrack.NOTHING, 0);
        call.target(bob, 0, ALL, ALL);
        told.add("alice CAMERA 2");
        assertThat(call.events().layers()).isEqualTo(told);
        call.join("alice", STREAMS);
        assertThat(call.events().layers())
                .as("all of another transport are wanted")
                .isEqualTo(told);
    }

    @Test
    void anotherSsrcTakesAStreamOver() {
        VirtualCall call = new VirtualCall(37, Network.PERFECT);
        Member alice = call.join("alice", STREAMS);
        Member bob = call.join("bob");
        call.run(3);
        int shown = seen(bob).frames().size();
        alice.peer().camera(2).stream().changeSsrc();
        call.run(2);
        assertThat(seen(bob).frames()).hasSizeGreaterThan(shown + 50);
        assertThat(layer(seen(bob).frames().getLast())).isEqualTo(2);
        assertThat(seen(bob).skips()).isZero();
    }
}
