// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.control.LoopbackPeer.Received;
import io.apotheca.media.control.v1.Candidate;
import io.apotheca.media.control.v1.CandidateProtocol;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.LeaveRequest;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.RestartIceResponse;
import io.apotheca.media.control.v1.SlotStream;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two clients with real sockets, real DTLS and SRTP, however they come to us: by UDP or TCP, IPv4 or IPv6, from one address
 * after another, with one pair of ICE credentials after another.
 */
class ConnectivityTest {
    private static final int MICROPHONE = 0x1111;
    private static final int TRIES = 200;
    private static final int PAUSE_MILLIS = 100;

    /** Alice, who comes this way, and Bob, who comes by UDP, in a call. */
    private static final class Call implements AutoCloseable {
        final LoopbackNode node;
        final MediaControlGrpc.MediaControlBlockingStub control;
        final LoopbackPeer alice;
        final LoopbackPeer bob = new LoopbackPeer("bob");
        final JoinResponse toAlice;
        final JoinResponse toBob;

        Call(String address, CandidateProtocol protocol) throws IOException, InterruptedException {
            node = new LoopbackNode(address);
            control = MediaControlGrpc.newBlockingStub(node.channel());
            alice = new LoopbackPeer("alice", protocol);
            toAlice = control.join(alice.join("room"));
            toBob = control.join(bob.join("room"));
            alice.connect(toAlice);
            bob.connect(toBob);
            hearEachOther("hello");
        }

        void hearEachOther(String words) throws InterruptedException {
            hear(alice, bob, toBob, words);
            hear(bob, alice, toAlice, words);
        }

        private static void hear(LoopbackPeer from, LoopbackPeer to, JoinResponse listener, String words)
                throws InterruptedException {
            int slot = listener.getStreamsList().stream()
                    .filter(each -> each.getMid().equals("3"))
                    .mapToInt(SlotStream::getSsrc)
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < TRIES; i++) {
                from.send("0", MICROPHONE, JoinRequests.OPUS, words);
                Received heard = to.next(slot, PAUSE_MILLIS);
                if (heard != null && heard.payload().equals(words)) {
                    return;
                }
            }
            throw new AssertionError("nothing was heard");
        }

        boolean restarted(RestartIceRequest request) {
            try {
                return control.restartIce(request).hasIce();
            } catch (StatusRuntimeException e) {
                return false;
            }
        }

        void assertRefused(RestartIceRequest request, Status.Code code) {
            assertThatThrownBy(() -> control.restartIce(request))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
        }

        @Override
        public void close() {
            alice.close();
            bob.close();
            node.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, CANDIDATE_PROTOCOL_TCP_PASSIVE",
        "0:0:0:0:0:0:0:1, CANDIDATE_PROTOCOL_UDP",
        "0:0:0:0:0:0:0:1, CANDIDATE_PROTOCOL_TCP_PASSIVE"
    })
    void theyMeet(String address, CandidateProtocol protocol) throws IOException, InterruptedException {
        try (Call call = new Call(address, protocol)) {
            assertThat(call.toAlice.getCandidatesList())
                    .extracting(Candidate::getAddress)
                    .containsOnly(address);
            assertThat(call.control.leave(LeaveRequest.newBuilder()
                            .setRoomId("room")
                            .setParticipantId("alice")
                            .build()))
                    .isNotNull();
            call.alice.over.join();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CANDIDATE_PROTOCOL_UDP", "CANDIDATE_PROTOCOL_TCP_PASSIVE"})
    void onePartyMoves(CandidateProtocol protocol) throws IOException, InterruptedException {
        try (Call call = new Call("127.0.0.1", protocol)) {
            for (int i = 0; i < 3; i++) {
                call.alice.cut();
                call.alice.move();
                call.alice.check();
                call.hearEachOther("from elsewhere " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CANDIDATE_PROTOCOL_UDP", "CANDIDATE_PROTOCOL_TCP_PASSIVE"})
    void anIceRestartKeepsTheKeysAndTheSlots(CandidateProtocol protocol) throws IOException, InterruptedException {
        try (Call call = new Call("127.0.0.1", protocol)) {
            int priority = call.toAlice.getCandidates(0).getPriority();
            for (int i = 0; i < 3; i++) {
                RestartIceResponse restarted = call.control.restartIce(call.alice.restart("room"));
                assertThat(restarted.getCandidates(0).getPriority())
                        .as("each restart's path comes before those before")
                        .isGreaterThan(priority);
                priority = restarted.getCandidates(0).getPriority();
                call.alice.restarted(restarted);
                call.hearEachOther("before the new checks " + i);
                call.alice.move();
                call.alice.check();
                call.hearEachOther("after the restart " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "CANDIDATE_PROTOCOL_UDP")
    void aRestartNeedsATransportThatLives(CandidateProtocol protocol) throws IOException, InterruptedException {
        try (Call call = new Call("127.0.0.1", protocol)) {
            RestartIceRequest request = call.alice.restart("room");
            call.assertRefused(request.toBuilder().clearIce().build(), Status.Code.INVALID_ARGUMENT);
            call.assertRefused(request.toBuilder().setRoomId("other").build(), Status.Code.NOT_FOUND);
            call.assertRefused(request.toBuilder().setParticipantId("other").build(), Status.Code.NOT_FOUND);
            call.hearEachOther("all the same");
            call.alice.sayGoodbye();
            for (int i = 0; i < TRIES && call.restarted(request); i++) {
                call.bob.check();
            }
            call.assertRefused(request, Status.Code.FAILED_PRECONDITION);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "CANDIDATE_PROTOCOL_TCP_PASSIVE")
    void aThousandStrangersHarmNoCall(CandidateProtocol protocol) throws IOException, InterruptedException {
        try (Call call = new Call("127.0.0.1", protocol)) {
            int port = call.toAlice.getCandidatesList().stream()
                    .filter(each -> each.getProtocol() == protocol)
                    .mapToInt(Candidate::getPort)
                    .findFirst()
                    .orElseThrow();
            List<Socket> strangers = new ArrayList<>();
            try {
                for (int i = 0; i < 1000; i++) {
                    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                    strangers.add(socket);
                    bother(socket, i % 3);
                }
                call.hearEachOther("all the same");
            } finally {
                for (Socket stranger : strangers) {
                    stranger.close();
                }
            }
            assertThat(call.node.dropped(DropReason.TOO_MANY_CONNECTIONS) + call.node.dropped(DropReason.BAD_SIZE))
                    .isGreaterThan(500);
            call.alice.cut();
            call.alice.move();
            call.alice.check();
            call.hearEachOther("again");
        }
    }

    private static void bother(Socket socket, int how) {
        try {
            switch (how) {
                case 0 -> socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                case 1 -> socket.getOutputStream().write(new byte[] {0, 100, 0, 1});
                default -> socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // Shown the door before it spoke.
        }
    }
}
