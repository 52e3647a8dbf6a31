// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.Source;
import io.apotheca.media.tap.RoomTap;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.TappedEvents;
import io.apotheca.media.testing.TappedEvents.Packet;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a tap is told of a call. */
class RoomTapTest {
    private static final Network LOSSY = new Network(0.03, Simulation.millis(20), Simulation.millis(5));
    private static final int STREAMS = 3;

    private final TappedEvents told = new TappedEvents();

    private RoomTap tap(VirtualCall call, boolean video) {
        RoomTap tap = new RoomTap(told, video);
        call.room().tap(tap, call.sim().now());
        return tap;
    }

    @Test
    void everyPacketComesOnceAndAsItWasSentThoughSomeAreLost() {
        VirtualCall call = new VirtualCall(5, LOSSY);
        Member alice = call.join("alice");
        call.join("bob");
        tap(call, true);
        call.run(20);
        List<Packet> packets = told.packets(told.track("alice", Source.CAMERA));
        List<Integer> numbers =
                packets.stream().map(packet -> packet.rtp().sequence()).toList();
        assertThat(numbers).doesNotHaveDuplicates().hasSizeGreaterThan(600);
        assertThat(numbers)
                .as("some came late, by retransmission")
                .isNotEqualTo(numbers.stream().sorted().toList());
        assertThat(packets)
                .allMatch(packet ->
                        packet.rtp().ssrc() == alice.peer().camera().stream().ssrc());
        // But the newest, which may be on their way, all came.
        assertThat((long) numbers.size())
                .isGreaterThan(alice.peer().camera().stream().packets() - 20);
        assertThat(told.reportedSsrcs())
                .contains(
                        alice.peer().camera().stream().ssrc(),
                        alice.peer().microphone().stream().ssrc());
    }

    /** Whoever records from the middle on need not wait for a report to know what belongs together. */
    @Test
    void theLatestReportIsToldOfWhatHasBegunBefore() {
        VirtualCall call = new VirtualCall(5, Network.PERFECT);
        Member alice = call.join("alice");
        Simulation sim = call.sim();
        call.run(3.5);
        tap(call, true);
        sim.runUntil(sim.now() + Simulation.millis(60));
        assertThat(told.reportedSsrcs())
                .containsExactlyInAnyOrder(
                        alice.peer().camera().stream().ssrc(),
                        alice.peer().microphone().stream().ssrc());
    }

    @Test
    void ofASoundRecordingNoPictureEntersTheTap() {
        VirtualCall call = new VirtualCall(6, Network.PERFECT);
        call.join("alice", STREAMS);
        call.join("bob");
        tap(call, false);
        call.run(3);
        assertThat(told.track("alice", Source.CAMERA)).isZero();
        assertThat(told.packets(told.track("alice", Source.MICROPHONE))).isNotEmpty();
        assertThat(told.words()).containsExactly("alice joined", "bob joined", "told", "1 started", "2 started");
    }

    @Test
    void whileItIsTappedEveryStreamIsWanted() {
        VirtualCall call = new VirtualCall(7, Network.PERFECT);
        call.join("alice", STREAMS);
        call.run(3);
        assertThat(call.events().layers()).containsExactly("alice CAMERA 0");
        RoomTap tap = tap(call, true);
        assertThat(call.events().layers()).containsExactly("alice CAMERA 0", "alice CAMERA 2");
        call.run(1);
        Set<Integer> streams = told.packets(told.track("alice", Source.CAMERA)).stream()
                .map(Packet::stream)
                .collect(Collectors.toSet());
        assertThat(streams).containsExactlyInAnyOrder(0, 1, 2);
        call.room().tap(null, call.sim().now());
        assertThat(call.events().layers()).endsWith("alice CAMERA 0");
        int before = told.words().size();
        call.run(1);
        tap.requestKeyframe(1, 0, call.sim().now());
        assertThat(told.words()).hasSize(before);
    }

    @Test
    void comingGoingAndSwitchingOffAreTold() {
        VirtualCall call = new VirtualCall(8, Network.PERFECT);
        call.join("alice");
        call.setSources("alice", Source.MICROPHONE);
        tap(call, true);
        call.run(3);
        int camera = told.track("alice", Source.CAMERA);
        assertThat(told.words()).contains(camera + " started", camera + " paused");
        call.setSources("alice", Source.MICROPHONE, Source.CAMERA);
        assertThat(told.words()).endsWith(camera + " resumed");
        call.join("bob");
        call.run(1);
        assertThat(told.words()).contains("bob joined");
        call.join("alice");
        assertThat(told.words()).contains(camera + " ended").doesNotContain("alice left");
        call.run(1);
        assertThat(told.track("alice", Source.CAMERA)).isGreaterThan(camera);
        call.leave("alice");
        assertThat(told.words())
                .endsWith("alice left")
                .contains(told.track("alice", Source.CAMERA) + " ended")
                .containsOnlyOnce("alice joined");
    }

    @Test
    void aKeyframeIsAskedForWhereNobodyWatches() {
        VirtualCall call = new VirtualCall(9, Network.PERFECT);
        Member alice = call.join("alice", STREAMS);
        RoomTap tap = tap(call, true);
        call.run(3);
        int before = alice.peer().camera(2).keyframes();
        tap.requestKeyframe(told.track("alice", Source.CAMERA), 2, call.sim().now());
        tap.requestKeyframe(told.track("alice", Source.CAMERA), 99, call.sim().now());
        tap.requestKeyframe(99, 0, call.sim().now());
        call.run(1);
        assertThat(alice.peer().camera(2).keyframes()).isEqualTo(before + 1);
    }

    @Test
    void whatFoundNoRoomIsCountedAndToldOnceThereIsRoom() {
        VirtualCall call = new VirtualCall(10, Network.PERFECT);
        Member alice = call.join("alice");
        Member bob = call.join("bob");
        tap(call, true);
        call.run(3);
        told.full(true);
        int track = told.track("alice", Source.CAMERA);
        long sent = alice.peer().camera().stream().packets();
        int seen = bob.peer().video(0).frames().size();
        call.run(2);
        assertThat(told.words()).noneMatch(words -> words.contains("dropped"));
        assertThat(bob.peer().video(0).frames()).as("the call goes on").hasSizeGreaterThan(seen + 55);
        told.full(false);
        call.run(0.1);
        String dropped = told.words().stream()
                .filter(words -> words.startsWith(track + " dropped "))
                .findFirst()
                .orElseThrow();
        long lost = Long.parseLong(dropped.substring(dropped.lastIndexOf(' ') + 1));
        assertThat(told.packets(track).size() + lost)
                .isBetween(sent, alice.peer().camera().stream().packets());
    }
}
