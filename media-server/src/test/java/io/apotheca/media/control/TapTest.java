// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.LeaveRequest;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.SlotStream;
import io.apotheca.media.control.v1.StatisticsRequest;
import io.apotheca.media.control.v1.TapBatch;
import io.apotheca.media.control.v1.TapBegin;
import io.apotheca.media.control.v1.TapEvent;
import io.apotheca.media.control.v1.TapKeyframe;
import io.apotheca.media.control.v1.TapRequest;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tap of a room whose participants have real sockets. */
class TapTest {
    private static final int PATIENCE_SECONDS = 30;
    private static final int CAMERA = 0x2222;

    private LoopbackNode node;
    private MediaControlGrpc.MediaControlBlockingStub control;
    private LoopbackPeer alice;

    @BeforeEach
    void start() throws IOException {
        node = new LoopbackNode();
        control = MediaControlGrpc.newBlockingStub(node.channel());
        alice = new LoopbackPeer("alice");
    }

    @AfterEach
    void stop() {
        alice.close();
        node.close();
    }

    /** A client of a tap, which takes what it asks for and no more. */
    private final class Client implements ClientResponseObserver<TapRequest, TapBatch> {
        final BlockingQueue<TapEvent> events = new LinkedBlockingQueue<>();
        final CompletableFuture<Status> over = new CompletableFuture<>();

        @Nullable
        ClientCallStreamObserver<TapRequest> requests;

        private final boolean eager;

        Client(boolean eager, String room) {
            this.eager = eager;
            MediaControlGrpc.newStub(node.channel()).tap(this);
            send(TapRequest.newBuilder()
                    .setBegin(TapBegin.newBuilder().setRoomId(room).setVideo(true))
                    .build());
        }

        ClientCallStreamObserver<TapRequest> requests() {
            if (requests == null) {
                throw new AssertionError("not begun");
            }
            return requests;
        }

        void send(TapRequest request) {
            requests().onNext(request);
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<TapRequest> stream) {
            requests = stream;
            if (!eager) {
                stream.disableAutoRequestWithInitial(1);
            }
        }

        @Override
        public void onNext(TapBatch batch) {
            events.addAll(batch.getEventsList());
        }

        @Override
        public void onError(Throwable broken) {
            over.complete(Status.fromThrowable(broken));
        }

        @Override
        public void onCompleted() {
            over.complete(Status.OK);
        }

        /** The events up to the first of this kind. */
        List<TapEvent> until(Predicate<TapEvent> kind) throws InterruptedException {
            List<TapEvent> all = new ArrayList<>();
            do {
                TapEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(event).as("after %s", all).isNotNull();
                all.add(event);
            } while (!kind.test(all.getLast()));
            return all;
        }

        Status over() {
            return over.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private void connect(LoopbackPeer peer) throws InterruptedException, IOException {
        peer.connect(control.join(peer.join("room")));
    }

    @Test
    void whatIsSentIsHandedOverAlsoWhenTheRoomComesLater() throws Exception {
        Client tap = new Client(true, "room");
        tap.until(TapEvent::hasRoomTold);
        connect(alice);
        assertThat(tap.until(TapEvent::hasJoined).getLast().getJoined().getParticipantId())
                .isEqualTo("alice");
        alice.send("1", CAMERA, JoinRequests.VP8, "picture");
        int track =
                tap.until(TapEvent::hasTrackStarted).getLast().getTrackStarted().getTrack();
        TapEvent packet = tap.until(TapEvent::hasPacket).getLast();
        assertThat(packet.getPacket().getTrack()).isEqualTo(track);
        assertThat(packet.getPacket().getRtp().toStringUtf8()).endsWith("picture");
        tap.send(TapRequest.newBuilder()
                .setKeyframe(TapKeyframe.newBuilder().setTrack(track))
                .build());
        assertThat(alice.pictureLosses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(CAMERA);
        control.leave(LeaveRequest.newBuilder()
                .setRoomId("room")
                .setParticipantId("alice")
                .build());
        assertThat(tap.until(TapEvent::hasLeft)).anyMatch(TapEvent::hasTrackEnded);
        control.join(JoinRequests.of("room", "alice").build());
        tap.until(TapEvent::hasJoined);
        tap.requests().onCompleted();
        assertThat(tap.over().isOk()).isTrue();
    }

    @Test
    void aReaderThatStallsHarmsNobodyAndIsToldWhatItMissed() throws Exception {
        try (LoopbackPeer bob = new LoopbackPeer("bob")) {
            connect(alice);
            JoinResponse answer = control.join(bob.join("room"));
            bob.connect(answer);
            SlotStream pictures = answer.getStreamsList().stream()
                    .filter(stream -> stream.getMid().equals("4"))
                    .findFirst()
                    .orElseThrow();
            Client tap = new Client(false, "room");
            String text = "x".repeat(1100);
            // More than the queue holds, until a packet has found no room.
            for (int i = 0; i < 5 * TapQueue.MOST_BYTES / 2 / 1100; i++) {
                alice.send("1", CAMERA, JoinRequests.VP8, text);
                if (i % 20 == 0) {
                    alice.check();
                }
            }
            alice.send("1", CAMERA, JoinRequests.VP8, "last");
            alice.check();
            LoopbackPeer.Received seen;
            do {
                seen = bob.next(pictures.getSsrc(), 1000L * PATIENCE_SECONDS);
            } while (seen != null && !seen.payload().endsWith("last"));
            assertThat(seen).as("the call goes on").isNotNull();
            tap.requests().request(1_000);
            List<TapEvent> before = tap.until(
                    event -> event.hasPacket() && event.getPacket().getRtp().size() > 1000); // the queue has room again
            assertThat(before).noneMatch(TapEvent::hasDropped);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                while (tap.events.stream().noneMatch(TapEvent::hasDropped) && !tap.over.isDone()) {
                    alice.send("1", CAMERA, JoinRequests.VP8, "more");
                    Thread.onSpinWait();
                }
            });
            sending.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            TapEvent dropped = tap.until(TapEvent::hasDropped).getLast();
            assertThat(dropped.getDropped().getPackets()).isGreaterThan(100);
            assertThat(control.statistics(StatisticsRequest.getDefaultInstance())
                            .getTaps()
                            .getDropped())
                    .isGreaterThanOrEqualTo(dropped.getDropped().getPackets());
            tap.requests().cancel("over", null);
        }
    }

    @Test
    void anotherTapTakesOver() throws Exception {
        connect(alice);
        Client first = new Client(true, "room");
        first.until(TapEvent::hasRoomTold);
        Client second = new Client(true, "room");
        assertThat(first.over().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(second.until(TapEvent::hasRoomTold)).anyMatch(TapEvent::hasJoined);
        alice.send("0", 0x1111, JoinRequests.OPUS, "sound");
        second.until(TapEvent::hasPacket);
    }

    @Test
    void aTapThatSaysNoRoomIsRefused() {
        Client tap = new Client(true, "");
        assertThat(tap.over().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
}
