// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.PathMemory;
import io.apotheca.media.bwe.PathTable;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.testing.LinkPath;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualLink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What calls remember of addresses, and begin with. */
class PathMemoryTest {
    private static final VirtualCall.Network NETWORK = new VirtualCall.Network(0, Simulation.millis(25), 0);

    private record Found(TransportAddress address, long bps, boolean atLeast) {}

    /** Remembers, and writes down what it was told. */
    private static final class Notes implements PathMemory {
        private final PathTable table = new PathTable(new byte[16]);
        private final List<Found> told = new ArrayList<>();

        @Override
        public long recall(TransportAddress address, long nowNanos) {
            return table.recall(address, nowNanos);
        }

        @Override
        public void remember(TransportAddress address, long bps, boolean atLeast, long nowNanos) {
            told.add(new Found(address, bps, atLeast));
            table.remember(address, bps, atLeast, nowNanos);
        }
    }

    private final Notes notes = new Notes();

    private VirtualCall call(int startSeconds) {
        return new VirtualCall(5, NETWORK, Simulation.seconds(startSeconds))
                .estimating()
                .remembering(notes);
    }

    /** The rate a viewer's call begins with, before anything is known of its line in this call. */
    private static long startBps(VirtualCall call, Member viewer) {
        long before = viewer.transport().targetBps();
        for (int i = 0; i < 400 && viewer.transport().targetBps() == before; i++) {
            call.run(0.001);
        }
        return viewer.transport().targetBps();
    }

    @Test
    void theSecondCallOfALineBeginsAtSixTenthsOfWhatTheFirstFound() {
        VirtualCall first = call(100);
        first.join("publisher", 3);
        Member viewer = first.join("viewer");
        viewer.down().narrow(450_000, Simulation.millis(300));
        first.run(60);
        long found = notes.recall(viewer.path().remote(), first.sim().now());
        assertThat(found).isBetween(300_000L, 600_000L);

        VirtualCall second = call(200);
        second.join("publisher", 3);
        Member again = second.join("viewer");
        again.down().narrow(450_000, Simulation.millis(300));
        assertThat(startBps(second, again)).isEqualTo(found * 6 / 10);
    }

    @Test
    void whoHasNoHistoryBeginsByTheRoom() {
        VirtualCall call = call(100);
        call.join("publisher", 3);
        call.join("one");
        call.run(20);
        long now = call.sim().now();
        Participant publisher = requireNonNull(call.room().participant("publisher"));
        Participant one = requireNonNull(call.room().participant("one"));
        assertThat(call.room().othersCarryBps(publisher, now))
                .isEqualTo(one.transport().carriedBps(now))
                .isPositive();
        assertThat(call.room().othersCarryBps(one, now))
                .as("the publisher is shown the other's camera")
                .isPositive();
    }

    @Test
    void aNewcomerBeginsAtAShareOfWhatTheRoomReceives() {
        VirtualCall call = call(100);
        call.join("one", 3);
        call.join("two", 3);
        call.join("three", 3);
        call.run(20);
        Member newcomer = call.join("newcomer");
        Participant participant = requireNonNull(call.room().participant("newcomer"));
        long room = call.room().othersCarryBps(participant, call.sim().now());
        assertThat(startBps(call, newcomer)).isGreaterThan(300_000).isBetween((long) (0.28 * room), (long)
                (0.32 * room));
    }

    @Test
    void nothingIsRememberedOfWhoReportsNothing() {
        VirtualCall call = new VirtualCall(5, NETWORK).remembering(notes);
        call.join("publisher", 3);
        call.join("viewer");
        call.run(20);
        assertThat(notes.told).isEmpty();
    }

    @Test
    void forgedReportsAndStrangersAreNotRemembered() {
        VirtualCall call = new VirtualCall(5, NETWORK).remembering(notes);
        call.join("publisher");
        Member viewer = call.join("viewer");
        call.run(1);
        LinkPath elsewhere = new LinkPath(VirtualLink.perfect(0), TransportAddress.of(new byte[] {10, 9, 9, 9}, 4000));
        PacketBuffer buffer = new PacketBuffer();
        int[] deltas = new int[20];
        Arrays.fill(deltas, 1);
        for (int i = 0; i < 500; i++) {
            new RtcpWriter()
                    .begin(buffer)
                    .transportFeedback(new TransportFeedback(1, 2, 20 * i & 0xFFFF, i, i & 0xFF, deltas))
                    .end();
            byte[] bare = Arrays.copyOfRange(buffer.bytes, buffer.offset, buffer.offset + buffer.length);
            byte[] sealed = viewer.peer().sealedRtcp(bare);
            byte[] forged = sealed.clone();
            forged[forged.length - 1] ^= 1;
            viewer.server().onDatagram(bare, viewer.path(), call.sim().now());
            viewer.server().onDatagram(forged, viewer.path(), call.sim().now());
            viewer.server().onDatagram(sealed, elsewhere, call.sim().now());
            call.run(0.02);
        }
        assertThat(call.drops().of(DropReason.AUTH_FAILED)).isGreaterThanOrEqualTo(500);
        assertThat(notes.told).isEmpty();
    }

    @Test
    void aPeerThatMovedIsRememberedByItsNewLine() {
        VirtualCall call = call(100);
        call.join("publisher", 3);
        Member viewer = call.join("viewer");
        call.run(20);
        TransportAddress before = viewer.path().remote();
        assertThat(notes.told).extracting(Found::address).contains(before.line());
        LinkPath moved = new LinkPath(viewer.down(), TransportAddress.of(new byte[] {10, 7, 7, 7}, 6000));
        viewer.server().comesBy(moved);
        viewer.peer().checkSoon(call.sim().now());
        call.run(0.5);
        notes.told.clear();
        call.run(20);
        assertThat(notes.told)
                .extracting(Found::address)
                .contains(moved.remote().line())
                .doesNotContain(before.line());
    }
}
