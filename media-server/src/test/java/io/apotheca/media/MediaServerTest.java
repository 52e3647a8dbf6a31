// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.apotheca.media.control.v1.Candidate;
import io.apotheca.media.control.v1.CandidateProtocol;
import io.apotheca.media.control.v1.Fingerprint;
import io.apotheca.media.control.v1.IceParameters;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.MediaControlGrpc;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting a media node from its configuration. */
class MediaServerTest {
    private static final Config DEFAULTS = ConfigFactory.parseString("""
            loops = 1
            udp { first-port = 0, announced-port = 0, adapter = auto, interfaces = [], loopback = true }
            tcp { enabled = true, first-port = 0, connections = 10, first-check = 5s, idle = 30s }
            srtp { library = auto }
            timeouts { handshake = 10 seconds, interrupted = 3 seconds, failed = 30 seconds }
            limits { participants-per-room = 8, participants = 100 }
            debug { loss = 0.0, seed = 1 }
            """);

    private static Config with(String changes) {
        return ConfigFactory.parseString(changes).withFallback(DEFAULTS).resolve();
    }

    private static List<Candidate> candidatesOf(MediaServer server) {
        return MediaControlGrpc.newBlockingStub(server.channel())
                .join(JoinRequest.newBuilder()
                        .setRoomId("room")
                        .setParticipantId("somebody")
                        .setIce(IceParameters.newBuilder().setUfrag("ufrag").setPwd("0123456789012345678901"))
                        .addFingerprints(Fingerprint.newBuilder()
                                .setAlgorithm("sha-256")
                                .setDigest(ByteString.copyFrom(new byte[32])))
                        .build())
                .getCandidatesList();
    }

    @Test
    void announcesTheAddressInFrontOfANat() throws MediaStartException {
        String nat = "udp.interfaces = [{ address = \"127.0.0.1\", announced = \"203.0.113.5\" }]";
        try (MediaServer server = MediaServer.start(with(nat))) {
            assertThat(candidatesOf(server)).hasSize(2).allSatisfy(candidate -> {
                assertThat(candidate.getAddress()).isEqualTo("203.0.113.5");
                assertThat(candidate.getPort()).isPositive();
            });
        }
    }

    @Test
    void announcesTheRelaysPortInPlaceOfItsOwn() throws MediaStartException {
        String relay =
                "loops = 2, tcp.enabled = false, udp { announced-port = 31000, interfaces = [{ address = \"127.0.0.1\" }] }";
        try (MediaServer server = MediaServer.start(with(relay))) {
            assertThat(candidatesOf(server))
                    .singleElement()
                    .satisfies(candidate -> assertThat(candidate.getPort()).isBetween(31_000, 31_001));
        }
    }

    @Test
    void announcesEachInterfaceByUdpAndThenByTcpTheFirstOneFirst() throws MediaStartException {
        String both = "udp.interfaces = [{ address = \"127.0.0.1\" }, { address = \"::1\" }]";
        try (MediaServer server = MediaServer.start(with(both))) {
            List<Candidate> candidates = candidatesOf(server);
            assertThat(candidates)
                    .extracting(candidate -> candidate.getProtocol() + " " + candidate.getAddress())
                    .containsExactly(
                            "CANDIDATE_PROTOCOL_UDP 127.0.0.1",
                            "CANDIDATE_PROTOCOL_UDP 0:0:0:0:0:0:0:1",
                            "CANDIDATE_PROTOCOL_TCP_PASSIVE 127.0.0.1",
                            "CANDIDATE_PROTOCOL_TCP_PASSIVE 0:0:0:0:0:0:0:1");
            assertThat(candidates).extracting(Candidate::getFoundation).doesNotHaveDuplicates();
            assertThat(candidates)
                    .extracting(candidate -> Integer.toUnsignedLong(candidate.getPriority()))
                    .isSortedAccordingTo((one, other) -> Long.compare(other, one));
        }
    }

    @Test
    void announcesNoTcpWhereItIsSwitchedOff() throws MediaStartException {
        try (MediaServer server = MediaServer.start(with("tcp.enabled = false"))) {
            assertThat(candidatesOf(server))
                    .extracting(Candidate::getProtocol)
                    .containsOnly(CandidateProtocol.CANDIDATE_PROTOCOL_UDP);
        }
    }

    @Test
    void allInterfacesIncludeLoopbackWhereAsked() throws MediaStartException {
        try (MediaServer server = MediaServer.start(DEFAULTS)) {
            assertThat(candidatesOf(server)).extracting(Candidate::getAddress).contains("127.0.0.1");
        }
    }

    @Test
    void aPortInUseIsOneLineThatSaysWhatToDo() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            String port =
                    "udp { first-port = " + taken.getLocalPort() + ", interfaces = [{ address = \"127.0.0.1\" }] }";
            assertThatThrownBy(() -> MediaServer.start(with(port)))
                    .isInstanceOf(MediaStartException.class)
                    .hasMessageContaining("UDP port " + taken.getLocalPort())
                    .hasMessageContaining("media.udp.first-port");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "loops = -1, media.loops",
        "udp.first-port = 70000, media.udp.first-port",
        "tcp.first-port = -1, media.tcp.first-port",
        "tcp.connections = 0, media.tcp.connections",
        "tcp.first-check = 0 seconds, media.tcp.first-check",
        "udp.announced-port = 70000, media.udp.announced-port",
        "udp.adapter = fast, media.udp.adapter",
        "timeouts.handshake = 0 seconds, media.timeouts.handshake",
        "timeouts.failed = 1 second, media.timeouts.failed",
        "limits.participants-per-room = 1, media.limits.participants-per-room",
        "debug.loss = 1, media.debug.loss",
        "srtp.library = openssl, media.srtp.library",
        "loops = many, loops",
        "udp.interfaces = [{ address = \"example\" }], media.udp.interfaces"
    })
    void aValueThatCannotBeIsNamed(String change, String named) {
        assertThatThrownBy(() -> MediaServer.start(with(change)))
                .isInstanceOf(MediaStartException.class)
                .hasMessageContaining(named)
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }
}
