// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.control.LoopbackPeer.Received;
import io.apotheca.media.control.v1.CloseRoomRequest;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.LeaveRequest;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.SetSourcesRequest;
import io.apotheca.media.control.v1.SlotStream;
import io.apotheca.media.control.v1.Source;
import io.apotheca.media.control.v1.TransportState;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loops and control service together: calls in by gRPC, packets over real sockets of the loopback interface. */
class MediaControlServiceTest {
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
        alice = new LoopbackPeer("alice");
        bob = new LoopbackPeer("bob");
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        node.close();
    }

    private static int ssrc(JoinResponse answer, String mid) {
        return stream(answer, mid).getSsrc();
    }

    private static SlotStream stream(JoinResponse answer, String mid) {
        return answer.getStreamsList().stream()
                .filter(each -> each.getMid().equals(mid))
                .findFirst()
                .orElseThrow();
    }

    /** Sends until it is heard: the first packets may come before the other side is ready. */
    private static Received hear(LoopbackPeer from, LoopbackPeer to, int slotSsrc, String words)
            throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            from.send("0", MICROPHONE, JoinRequests.OPUS, words);
            Received heard = to.next(slotSsrc, PAUSE_MILLIS);
            if (heard != null) {
                return heard;
            }
        }
        throw new AssertionError("nothing was heard");
    }

    @Test
    void twoClientsSeeAndHearEachOther() throws InterruptedException, IOException {
        JoinResponse toAlice = control.join(alice.join("room"));
        JoinResponse toBob = control.join(bob.join("room"));
        alice.connect(toAlice);
        bob.connect(toBob);
        Received heard = hear(alice, bob, ssrc(toBob, "3"), "good morning");
        assertThat(heard.payload()).isEqualTo("good morning");
        assertThat(heard.payloadType()).isEqualTo(JoinRequests.OPUS);
        assertThat(hear(bob, alice, ssrc(toAlice, "3"), "good day").payload()).isEqualTo("good day");

        // The camera's SSRC is learned with its first packet, so there is somebody to ask for a key frame.
        Received seen = null;
        for (int i = 0; i < TRIES && seen == null; i++) {
            alice.send("1", CAMERA, JoinRequests.VP8, "a face");
            seen = bob.next(ssrc(toBob, "4"), PAUSE_MILLIS);
        }
        assertThat(Objects.requireNonNull(seen).payload()).endsWith("a face");

        bob.askAgain(ssrc(toBob, "4"), seen.sequence());
        Received again = bob.next(stream(toBob, "4").getRtxSsrc(), TRIES * PAUSE_MILLIS);
        assertThat(Objects.requireNonNull(again).payload()).endsWith("a face");
        assertThat(again.payloadType()).isEqualTo(JoinRequests.RTX);
    }

    @Test
    void aLateComerMakesThePublisherSendAKeyframe() throws InterruptedException, IOException {
        JoinRequest.Builder publisher = alice.join("room").toBuilder();
        publisher.getSendsBuilder(1).addEncodingsBuilder().setSsrc(CAMERA);
        alice.connect(control.join(publisher.build()));
        bob.connect(control.join(bob.join("room")));
        assertThat(alice.pictureLosses.poll(30, TimeUnit.SECONDS)).isEqualTo(CAMERA);
    }

    @Test
    void nothingOfAParticipantPassesAfterLeave() throws InterruptedException, IOException {
        JoinResponse toAlice = control.join(alice.join("room"));
        JoinResponse toBob = control.join(bob.join("room"));
        alice.connect(toAlice);
        bob.connect(toBob);
        hear(alice, bob, ssrc(toBob, "3"), "before");
        leave("room", "alice");
        alice.over.orTimeout(30, TimeUnit.SECONDS).join();
        bob.check();
        bob.received.clear();
        long droppedBefore = node.dropped(DropReason.UNKNOWN_SOURCE);
        for (int i = 0; i < 20; i++) {
            alice.send("0", MICROPHONE, JoinRequests.OPUS, "after");
        }
        bob.check();
        assertThat(bob.received).isEmpty();
        assertThat(node.dropped(DropReason.UNKNOWN_SOURCE) - droppedBefore)
                .as("all paths are gone")
                .isEqualTo(20);
    }

    @Test
    void whoIsPutOutNoticesAtOnce() throws InterruptedException, IOException {
        alice.connect(control.join(alice.join("room")));
        bob.connect(control.join(bob.join("room")));
        leave("room", "alice");
        assertThat(alice.over.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
        assertThat(bob.over).isNotDone();
    }

    @Test
    void everybodyNoticesWhenTheNodeCloses() throws InterruptedException, IOException {
        alice.connect(control.join(alice.join("room")));
        bob.connect(control.join(bob.join("room")));
        node.close();
        assertThat(alice.over.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
        assertThat(bob.over.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void aReloadedClientTakesUpItsPlace() throws InterruptedException, IOException {
        JoinResponse toAlice = control.join(alice.join("room"));
        JoinResponse toBob = control.join(bob.join("room"));
        alice.connect(toAlice);
        bob.connect(toBob);
        Received before = hear(alice, bob, ssrc(toBob, "3"), "before");
        try (LoopbackPeer again = new LoopbackPeer("alice")) {
            again.connect(control.join(again.join("room")));
            Received after = hear(again, bob, ssrc(toBob, "3"), "after");
            while (!after.payload().equals("after")) {
                after = hear(again, bob, ssrc(toBob, "3"), "after");
            }
            assertThat(after.sequence() - before.sequence() & 0xFFFF).isBetween(1, TRIES);
        }
    }

    @Test
    void aClientWithAnotherCertificateGetsNoKeys() throws InterruptedException, IOException {
        try (RoomEventQueue events = new RoomEventQueue(control);
                LoopbackPeer mallory = new LoopbackPeer("alice")) {
            JoinResponse answer = control.join(alice.join("room"));
            // Mallory knows alice's ICE credentials, and not her private key.
            mallory.begin(answer);
            assertThat(events.nextState("alice")).isEqualTo(TransportState.TRANSPORT_STATE_FAILED);
            assertThatThrownBy(() -> mallory.keys().join()).hasCauseInstanceOf(AssertionError.class);
        }
    }

    @Test
    void tellsStatesAndSlots() throws InterruptedException, IOException {
        try (RoomEventQueue events = new RoomEventQueue(control)) {
            JoinResponse toAlice = control.join(alice.join("room"));
            control.join(bob.join("room"));
            assertThat(events.nextSlots("alice", 2)).containsExactly("3=bob", "4=bob");
            alice.connect(toAlice);
            assertThat(events.nextState("alice")).isEqualTo(TransportState.TRANSPORT_STATE_CONNECTED);
            control.setSources(SetSourcesRequest.newBuilder()
                    .setRoomId("room")
                    .setParticipantId("bob")
                    .addActive(Source.SOURCE_SCREEN)
                    .build());
            assertThat(events.nextSlots("alice", 3)).containsExactly("3=bob", "4=bob", "5=bob");
            alice.sayGoodbye();
            assertThat(events.nextState("alice")).isEqualTo(TransportState.TRANSPORT_STATE_FAILED);
        }
    }

    @Test
    void theRoomAndTheNodeHaveLimits() {
        control.join(JoinRequests.of("room", "a").build());
        control.join(JoinRequests.of("room", "b").build());
        assertRefused(() -> control.join(JoinRequests.of("room", "c").build()), Status.Code.RESOURCE_EXHAUSTED);
        control.join(JoinRequests.of("room", "b").build());
        control.join(JoinRequests.of("other", "c").build());
        assertRefused(() -> control.join(JoinRequests.of("third", "d").build()), Status.Code.RESOURCE_EXHAUSTED);
        leave("room", "a");
        control.join(JoinRequests.of("third", "d").build());
    }

    @Test
    void aRoomIsFoundUntilItsLastLeaves() {
        assertRefused(() -> leave("room", "a"), Status.Code.NOT_FOUND);
        control.join(JoinRequests.of("room", "a").build());
        assertRefused(() -> leave("room", "b"), Status.Code.NOT_FOUND);
        leave("room", "a");
        assertRefused(() -> leave("room", "a"), Status.Code.NOT_FOUND);
        control.join(JoinRequests.of("room", "a").build());
        control.closeRoom(CloseRoomRequest.newBuilder().setRoomId("room").build());
        assertRefused(() -> leave("room", "a"), Status.Code.NOT_FOUND);
        assertRefused(
                () -> control.setSources(SetSourcesRequest.newBuilder()
                        .setRoomId("room")
                        .setParticipantId("a")
                        .build()),
                Status.Code.NOT_FOUND);
    }

    @Test
    void aRefusedJoinLeavesEverythingAsItWas() {
        control.join(JoinRequests.of("room", "a").build());
        JoinRequest.Builder broken = JoinRequests.of("room", "a");
        broken.getSendsBuilder(0)
                .addExtensionsBuilder()
                .setExtension(HeaderExtension.HEADER_EXTENSION_AUDIO_LEVEL)
                .setId(999);
        assertRefused(() -> control.join(broken.build()), Status.Code.INVALID_ARGUMENT);
        leave("room", "a");
    }

    /** The commands wait in the loop's mailbox while the next requests come, in this order. */
    @Test
    void whoJoinsARoomThatIsBeingClosedIsCounted() {
        control.join(JoinRequests.of("room", "a").build());
        CompletableFuture<Void> held = new CompletableFuture<>();
        node.hold(held);
        Thread closing = waiting(() -> node.service()
                .closeRoom(CloseRoomRequest.newBuilder().setRoomId("room").build(), new Unheard<>()));
        Thread joining =
                waiting(() -> node.service().join(JoinRequests.of("room", "b").build(), new Unheard<>()));
        held.complete(null);
        ended(closing);
        ended(joining);
        leave("room", "b");
        assertRefused(() -> leave("room", "b"), Status.Code.NOT_FOUND);
    }

    @Test
    void whoComesBackWhileLeavingIsCounted() {
        control.join(JoinRequests.of("room", "a").build());
        CompletableFuture<Void> held = new CompletableFuture<>();
        node.hold(held);
        Thread leaving = waiting(() -> node.service().leave(leaving("room", "a"), new Unheard<>()));
        Thread joining =
                waiting(() -> node.service().join(JoinRequests.of("room", "a").build(), new Unheard<>()));
        held.complete(null);
        ended(leaving);
        ended(joining);
        leave("room", "a");
    }

    private record Unheard<T>() implements StreamObserver<T> {
        @Override
        public void onNext(T answer) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }

    /** A thread that waits for a loop, or for its turn after one that does. */
    private static Thread waiting(Runnable request) {
        Thread thread = Thread.ofPlatform().start(request);
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private static void ended(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void leave(String room, String participant) {
        assertThat(control.leave(leaving(room, participant))).isNotNull();
    }

    private static LeaveRequest leaving(String room, String participant) {
        return LeaveRequest.newBuilder()
                .setRoomId(room)
                .setParticipantId(participant)
                .build();
    }

    private static void assertRefused(ThrowingCallable call, Status.Code code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }
}
