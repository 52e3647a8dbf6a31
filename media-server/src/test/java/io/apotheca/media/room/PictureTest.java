// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.Shortfall;
import io.apotheca.media.forward.Source;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.transport.PathFigures;
import io.apotheca.media.transport.TransportEvent;
import io.apotheca.media.transport.TransportState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a room tells of its participants' paths and pictures, against what the links do. */
class PictureTest {
    private static final long QUEUE_NANOS = Simulation.millis(300);

    private final VirtualCall call =
            new VirtualCall(12, new VirtualCall.Network(0, Simulation.millis(25), 0)).estimating();

    private Participant participant(String id) {
        return Objects.requireNonNull(call.room().participant(id));
    }

    private Picture only(String id) {
        List<Picture> pictures = participant(id).pictures(call.sim().now());
        assertThat(pictures).hasSize(1);
        return pictures.getFirst();
    }

    private PathFigures figures(Member member) {
        return member.transport().figures(call.sim().now());
    }

    @Test
    void aWideLinkShowsAllThereIs() {
        Member publisher = call.join("publisher", 3);
        Member viewer = call.join("viewer");
        call.run(10);
        assertThat(only("viewer"))
                .isEqualTo(new Picture("video0", "publisher", Source.CAMERA, 2, 3, false, false, Shortfall.NONE));
        assertThat(participant("publisher").wishes()).containsExactly(new Wish(Source.CAMERA, 2, 3));
        assertThat(participant("viewer").wishes()).isEmpty();
        PathFigures figures = figures(viewer);
        assertThat(figures.state()).isEqualTo(TransportState.CONNECTED);
        assertThat(figures.path()).isEqualTo(viewer.path());
        assertThat(figures.sentBps()).as("a picture and sound").isBetween(450_000L, 900_000L);
        assertThat(figures.targetBps()).isGreaterThan(figures.sentBps());
        assertThat(figures(publisher).receivedBps())
                .as("all three streams arrive")
                .isBetween(750_000L, 1_200_000L);
        assertThat(figures(publisher).lossUp()).isZero();
    }

    @Test
    void aNarrowLinkIsToldAsTheReason() {
        call.join("publisher", 3);
        Member viewer = call.join("viewer");
        viewer.down().narrow(400_000, QUEUE_NANOS);
        call.run(20);
        Picture reduced = only("viewer");
        assertThat(reduced.level()).isBetween(0, 1);
        assertThat(reduced.limited()).isTrue();
        assertThat(reduced.paused()).isFalse();
        assertThat(reduced.shortfall()).isEqualTo(Shortfall.PATH);
        assertThat(participant("publisher").wishes()).containsExactly(new Wish(Source.CAMERA, reduced.level(), 3));
        assertThat(figures(viewer).targetBps()).isBetween(200_000L, 420_000L);

        viewer.down().narrow(80_000, QUEUE_NANOS);
        call.run(20);
        Picture paused = only("viewer");
        assertThat(paused.level()).isNegative();
        assertThat(paused.limited()).isTrue();
        assertThat(paused.paused()).isTrue();
        assertThat(paused.shortfall()).isEqualTo(Shortfall.PATH);
    }

    @Test
    void aCameraThatSendsNothingIsNotThePathsFault() {
        Member publisher = call.join("publisher");
        call.join("viewer");
        call.run(5);
        assertThat(only("viewer").shortfall()).isEqualTo(Shortfall.NONE);
        publisher.up().loss(1);
        call.run(3);
        assertThat(only("viewer").shortfall()).isEqualTo(Shortfall.NOT_SENT);
        assertThat(figures(publisher).receivedBps()).isZero();
    }

    @Test
    void lossIsMeasuredAndRepairIsCounted() {
        VirtualCall lossy = new VirtualCall(13, new VirtualCall.Network(0.05, Simulation.millis(20), 0));
        Member one = lossy.join("one");
        Member two = lossy.join("two");
        lossy.run(20);
        PathFigures figures = one.transport().figures(lossy.sim().now());
        assertThat(figures.lossUp()).isBetween(0.01, 0.12);
        assertThat(figures.targetBps()).as("it reports no arrivals").isNegative();
        assertThat(count(one, TransportEvent.HANDSHAKE_DONE)).isOne();
        assertThat(count(one, TransportEvent.PACKET_ASKED)).isGreaterThan(10);
        assertThat(count(one, TransportEvent.PACKET_REPAIRED))
                .isPositive()
                .isLessThanOrEqualTo(count(one, TransportEvent.PACKET_ASKED));
        assertThat(count(two, TransportEvent.PACKET_MISSED)).isGreaterThan(10);
        assertThat(count(two, TransportEvent.PACKET_RESENT))
                .isPositive()
                .isLessThanOrEqualTo(count(two, TransportEvent.PACKET_MISSED));
        assertThat(count(one, TransportEvent.KEYFRAME_ASKED)).isPositive();
        assertThat(count(one, TransportEvent.HANDSHAKE_FAILED)).isZero();
    }

    private static long count(Member member, TransportEvent event) {
        return member.transport().counters().of(event);
    }
}
