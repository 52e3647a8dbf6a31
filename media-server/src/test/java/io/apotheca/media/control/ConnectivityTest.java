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
import io.apotheca.media.control.v1.SlotStream;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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

    private LoopbackNode node;
    private MediaControlGrpc.MediaControlBlockingStub control;
    private LoopbackPeer alice;
    private LoopbackPeer bob;
    private JoinResponse toAlice;
    private JoinResponse toBob;

    private void meet(String address, CandidateProtocol protocol) throws IOException, InterruptedException {
        node = new LoopbackNode(address);
        control = MediaControlGrpc.newBlockingStub(node.channel());
        alice = new LoopbackPeer("alice", protocol);
        bob = new LoopbackPeer("bob", CandidateProtocol.CANDIDATE_PROTOCOL_UDP);
        toAlice = control.join(alice.join("room"));
        toBob = control.join(bob.join("room"));
        alice.connect(toAlice);
        bob.connect(toBob);
        hearEachOther("hello");
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        node.close();
    }

    private void hearEachOther(String words) throws InterruptedException {
        assertThat(hear(alice, bob, toBob, words)).isEqualTo(words);
        assertThat(hear(bob, alice, toAlice, words)).isEqualTo(words);
    }

    private static String hear(LoopbackPeer from, LoopbackPeer to, JoinResponse listener, String words)
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
                return heard.payload();
            }
        }
        throw new AssertionError("nothing was heard");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, CANDIDATE_PROTOCOL_TCP_PASSIVE",
        "0:0:0:0:0:0:0:1, CANDIDATE_PROTOCOL_UDP",
        "0:0:0:0:0:0:0:1, CANDIDATE_PROTOCOL_TCP_PASSIVE"
    })
    void theyMeet(String address, CandidateProtocol protocol) throws IOException, InterruptedException {
        meet(address, protocol);
        assertThat(toAlice.getCandidatesList()).extracting(Candidate::getAddress).containsOnly(address);
        leave();
        alice.over.join();
    }

    private void leave() {
        assertThat(control.leave(LeaveRequest.newBuilder()
                        .setRoomId("room")
                        .setParticipantId("alice")
                        .build()))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"CANDIDATE_PROTOCOL_UDP", "CANDIDATE_PROTOCOL_TCP_PASSIVE"})
    void onePartyMoves(CandidateProtocol protocol) throws IOException, InterruptedException {
        meet("127.0.0.1", protocol);
        for (int i = 0; i < 3; i++) {
            alice.cut();
            alice.move();
            alice.check();
            hearEachOther("from elsewhere " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CANDIDATE_PROTOCOL_UDP", "CANDIDATE_PROTOCOL_TCP_PASSIVE"})
    void anIceRestartKeepsTheKeysAndTheSlots(CandidateProtocol protocol) throws IOException, InterruptedException {
        meet("127.0.0.1", protocol);
        for (int i = 0; i < 3; i++) {
            alice.restarted(control.restartIce(alice.restart("room")));
            hearEachOther("before the new checks " + i);
            alice.move();
            alice.check();
            hearEachOther("after the restart " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "CANDIDATE_PROTOCOL_UDP")
    void aRestartNeedsATransportThatLives(CandidateProtocol protocol) throws IOException, InterruptedException {
        meet("127.0.0.1", protocol);
        RestartIceRequest request = alice.restart("room");
        assertRefused(request.toBuilder().clearIce().build(), Status.Code.INVALID_ARGUMENT);
        assertRefused(request.toBuilder().setRoomId("other").build(), Status.Code.NOT_FOUND);
        assertRefused(request.toBuilder().setParticipantId("other").build(), Status.Code.NOT_FOUND);
        hearEachOther("all the same");
        alice.sayGoodbye();
        for (int i = 0; i < TRIES && restarted(request); i++) {
            bob.check();
        }
        assertRefused(request, Status.Code.FAILED_PRECONDITION);
    }

    private boolean restarted(RestartIceRequest request) {
        try {
            return control.restartIce(request).hasIce();
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private void assertRefused(RestartIceRequest request, Status.Code code) {
        assertThatThrownBy(() -> control.restartIce(request))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }

    @ParameterizedTest
    @EnumSource(names = "CANDIDATE_PROTOCOL_TCP_PASSIVE")
    void aThousandStrangersHarmNoCall(CandidateProtocol protocol) throws IOException, InterruptedException {
        meet("127.0.0.1", protocol);
        int port = toAlice.getCandidatesList().stream()
                .filter(each -> each.getProtocol() == protocol)
                .mapToInt(Candidate::getPort)
                .findFirst()
                .orElseThrow();
        List<Socket> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                strangers.add(socket);
                switch (i % 3) {
                    case 0 -> socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
                    case 1 -> socket.getOutputStream().write(new byte[] {0, 100, 0, 1});
                    default -> {
                        // Says nothing at all.
                    }
                }
            }
            hearEachOther("all the same");
        } catch (IOException e) {
            // Shown the door while it still spoke.
            hearEachOther("all the same");
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
        assertThat(node.dropped(DropReason.TOO_MANY_CONNECTIONS) + node.dropped(DropReason.BAD_SIZE))
                .isGreaterThan(500);
        alice.cut();
        alice.move();
        alice.check();
        hearEachOther("again");
    }
}
