// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.control.LoopbackPeer.Received;
import io.apotheca.media.control.v1.CandidateProtocol;
import io.apotheca.media.control.v1.DropCount;
import io.apotheca.media.control.v1.Flow;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.LeaveRequest;
import io.apotheca.media.control.v1.LoopStatistics;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.ParticipantQuality;
import io.apotheca.media.control.v1.ParticipantSample;
import io.apotheca.media.control.v1.Path;
import io.apotheca.media.control.v1.PathProtocol;
import io.apotheca.media.control.v1.Picture;
import io.apotheca.media.control.v1.QualityRequest;
import io.apotheca.media.control.v1.Shortfall;
import io.apotheca.media.control.v1.SlotStream;
import io.apotheca.media.control.v1.StatisticsRequest;
import io.apotheca.media.control.v1.TransportState;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node tells of itself while two clients with real sockets are in a call, Alice by TCP, Bob by UDP. */
class StatisticsTest {
    private static final int MICROPHONE = 0x1111;
    private static final int CAMERA = 0x2222;
    private static final int TRIES = 200;
    private static final int PAUSE_MILLIS = 100;

    private LoopbackNode node;
    private MediaControlGrpc.MediaControlBlockingStub control;
    private LoopbackPeer alice;
    private LoopbackPeer bob;

    @BeforeEach
    void start() throws IOException {
        node = new LoopbackNode();
        control = MediaControlGrpc.newBlockingStub(node.channel());
        alice = new LoopbackPeer("alice", CandidateProtocol.CANDIDATE_PROTOCOL_TCP_PASSIVE);
        bob = new LoopbackPeer("bob");
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        node.close();
    }

    private List<LoopStatistics> loops() {
        return control.statistics(StatisticsRequest.getDefaultInstance()).getLoopsList();
    }

    private long sum(ToLongFunction<LoopStatistics> figure) {
        return loops().stream().mapToLong(figure).sum();
    }

    private long datagrams(Function<LoopStatistics, Flow> flow) {
        return sum(loop -> flow.apply(loop).getDatagrams());
    }

    private List<ParticipantSample> samples() {
        return loops().stream()
                .flatMap(loop -> loop.getParticipantsList().stream())
                .toList();
    }

    private ParticipantQuality quality(String participant) {
        return control.quality(QualityRequest.newBuilder().setRoomId("room").build()).getParticipantsList().stream()
                .filter(each -> each.getParticipantId().equals(participant))
                .findFirst()
                .orElseThrow();
    }

    private static SlotStream stream(JoinResponse answer, String mid) {
        return answer.getStreamsList().stream()
                .filter(each -> each.getMid().equals(mid))
                .findFirst()
                .orElseThrow();
    }

    private Received see(JoinResponse toBob) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            alice.send("1", CAMERA, JoinRequests.VP8, "a face");
            Received seen = bob.next(stream(toBob, "4").getSsrc(), PAUSE_MILLIS);
            if (seen != null) {
                return seen;
            }
        }
        throw new AssertionError("nothing was seen");
    }

    @Test
    void aNodeAtRestHasCountedNothing() {
        assertThat(loops()).hasSize(2).allSatisfy(loop -> {
            assertThat(loop.getDropsList())
                    .hasSameSizeAs(DropReason.values())
                    .extracting(DropCount::getReason)
                    .contains("auth_failed");
            assertThat(loop.getTransit().getBucketsList()).isNotEmpty().allMatch(bucket -> bucket.getCount() == 0);
            assertThat(loop.toBuilder()
                            .clearTransit()
                            .clearDrops()
                            .clearTurns()
                            .clearCpuNanos()
                            .clearAllocatedBytes()
                            .build()
                            .toString())
                    .doesNotContainPattern("[1-9]");
        });
    }

    @Test
    void aCallCounts() throws InterruptedException, IOException {
        alice.connect(control.join(alice.join("room")));
        JoinResponse toBob = control.join(bob.join("room"));
        bob.connect(toBob);
        Received seen = see(toBob);
        bob.askAgain(stream(toBob, "4").getSsrc(), seen.sequence());
        bob.check();
        control.restartIce(alice.restart("room"));

        assertThat(sum(LoopStatistics::getRooms)).isOne();
        assertThat(samples())
                .extracting(ParticipantSample::getPath)
                .extracting(Path::getProtocol)
                .containsExactlyInAnyOrder(PathProtocol.PATH_PROTOCOL_TCP, PathProtocol.PATH_PROTOCOL_UDP);
        assertThat(samples()).extracting(ParticipantSample::getPicturesFull).containsExactlyInAnyOrder(0, 1);
        assertThat(datagrams(LoopStatistics::getTcpIn)).isGreaterThan(4);
        assertThat(datagrams(LoopStatistics::getTcpOut)).isGreaterThan(4);
        assertThat(datagrams(LoopStatistics::getUdpIn)).isGreaterThan(4);
        assertThat(datagrams(LoopStatistics::getUdpOut)).isGreaterThan(4);
        assertThat(sum(loop -> loop.getUdpOut().getBytes())).isGreaterThan(400);
        assertThat(sum(loop -> loop.getTransports().getHandshakesDone())).isEqualTo(2);
        assertThat(sum(loop -> loop.getTransports().getHandshakesFailed())).isZero();
        assertThat(sum(loop -> loop.getTransports().getPacketsMissed())).isOne();
        assertThat(sum(loop -> loop.getTransports().getPacketsResent())).isOne();
        assertThat(sum(loop -> loop.getTransports().getIceRestarts())).isOne();
        assertThat(control.statistics(StatisticsRequest.getDefaultInstance()).toString())
                .doesNotContain("alice", "bob", "\"room\"", "127.0.0.1");

        for (String each : new String[] {"alice", "bob"}) {
            control.leave(LeaveRequest.newBuilder()
                    .setRoomId("room")
                    .setParticipantId(each)
                    .build());
        }
        assertThat(sum(LoopStatistics::getRooms)).isZero();
        assertThat(samples()).isEmpty();
        assertThat(sum(loop -> loop.getTransports().getHandshakesDone()))
                .as("counters never fall")
                .isEqualTo(2);
        assertThat(sum(loop -> loop.getTransports().getPacketsResent())).isOne();
    }

    @Test
    void whoComesWithAnotherCertificateCountsAsFailed() throws InterruptedException, IOException {
        try (RoomEventQueue events = new RoomEventQueue(control);
                LoopbackPeer mallory = new LoopbackPeer("alice")) {
            mallory.begin(control.join(alice.join("room")));
            assertThat(events.nextState("alice")).isEqualTo(TransportState.TRANSPORT_STATE_FAILED);
            assertThat(sum(loop -> loop.getTransports().getHandshakesFailed())).isOne();
            assertThat(quality("alice").getPath().getState()).isEqualTo(TransportState.TRANSPORT_STATE_FAILED);
        }
    }

    @Test
    void dropsAreCountedByTheirReason() throws InterruptedException, IOException {
        bob.connect(control.join(bob.join("room")));
        for (int i = 0; i < TRIES && dropped("unknown_ssrc") == 0; i++) {
            bob.send("0", MICROPHONE, JoinRequests.OPUS, "heard by nobody");
            bob.send("no such line", MICROPHONE + 1, JoinRequests.OPUS, "of no track");
            bob.check();
        }
        assertThat(dropped("unknown_ssrc")).isOne();
        assertThat(dropped("auth_failed")).isZero();
    }

    private long dropped(String reason) {
        return loops().stream()
                .flatMap(loop -> loop.getDropsList().stream())
                .filter(drop -> drop.getReason().equals(reason))
                .mapToLong(DropCount::getCount)
                .sum();
    }

    @Test
    void aRoomsQualityIsToldByParticipant() throws InterruptedException, IOException {
        assertThatThrownBy(() -> quality("alice"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
        JoinResponse toAlice = control.join(alice.join("room"));
        assertThat(quality("alice").getPath())
                .isEqualTo(Path.newBuilder()
                        .setState(TransportState.TRANSPORT_STATE_CONNECTING)
                        .build());
        alice.connect(toAlice);
        JoinResponse toBob = control.join(bob.join("room"));
        bob.connect(toBob);
        see(toBob);
        assertThat(quality("alice").getPath().getProtocol()).isEqualTo(PathProtocol.PATH_PROTOCOL_TCP);
        assertThat(quality("alice").getPath().getIpv6()).isFalse();
        assertThat(quality("bob").getPath().getState()).isEqualTo(TransportState.TRANSPORT_STATE_CONNECTED);
        Picture picture = quality("bob").getPictures(0);
        assertThat(picture.getMid()).isEqualTo("4");
        assertThat(picture.getSourceParticipantId()).isEqualTo("alice");
        assertThat(picture.getLevel()).isZero();
        assertThat(picture.getLevels()).isOne();
        assertThat(picture.getShortfall()).isEqualTo(Shortfall.SHORTFALL_NONE);
        assertThat(quality("alice").getPictures(0).getShortfall()).isEqualTo(Shortfall.SHORTFALL_NOT_SENT);
        assertThat(quality("alice").getPictures(0).hasLevel()).isFalse();
    }

    @Test
    void roundTripAndLossAreAsTheReceiverReports() throws InterruptedException, IOException {
        alice.connect(control.join(alice.join("room")));
        JoinResponse toBob = control.join(bob.join("room"));
        bob.connect(toBob);
        int ssrc = stream(toBob, "4").getSsrc();
        int highest = 1_000;
        int lost = 0;
        for (int i = 0; i < TRIES && !quality("bob").getPath().hasLossDown(); i++) {
            see(toBob);
            highest += 100;
            lost += 25;
            bob.report(ssrc, highest, lost);
            bob.check();
            bob.next(0, PAUSE_MILLIS);
        }
        Path path = quality("bob").getPath();
        assertThat(path.getLossDown()).isEqualTo(0.25);
        assertThat(path.hasRoundTripMicros()).isTrue();
        assertThat(path.getRoundTripMicros()).isBetween(0L, 2_000_000L);
    }
}
