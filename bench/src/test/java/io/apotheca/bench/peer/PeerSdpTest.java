// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.bench.client.LocalParameters;
import io.apotheca.bench.client.MediaKind;
import io.apotheca.bench.client.ReceivedStream;
import io.apotheca.bench.client.RemoteParameters;
import io.apotheca.bench.client.SentStream;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.transport.HeaderExtensions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Offers as Janus makes them, and what is said to them. */
class PeerSdpTest {
    private static final String DIGEST = "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF".concat(":0F".repeat(16));
    private static final LocalParameters LOCAL = new LocalParameters(
            new IceParameters("ufragOFmine", "pwdpwdpwdpwdpwdpwdpwdpwd"),
            new Fingerprint("sha-256", new byte[32]),
            new InetSocketAddress("192.0.2.7", 4242));

    private static String section(String kind, String direction, String mid, String... more) {
        return String.join(
                        "\r\n",
                        "m=" + kind + " 9 UDP/TLS/RTP/SAVPF " + (kind.equals("audio") ? "111" : "96 97"),
                        "c=IN IP4 192.0.2.2",
                        "a=" + direction,
                        "a=mid:" + mid,
                        "a=rtcp-mux",
                        "a=ice-ufrag:JzWk",
                        "a=ice-pwd:pVOiODQy7yXogz7LW+0hET",
                        "a=setup:actpass",
                        kind.equals("audio") ? "a=rtpmap:111 opus/48000/2" : "a=rtpmap:96 VP8/90000",
                        "a=extmap:3 " + PeerSdp.TRANSPORT_WIDE,
                        "a=extmap:9 urn:example:unknown",
                        "a=extmap:4/sendonly " + PeerSdp.MID,
                        String.join("\r\n", more),
                        "a=candidate:1 1 udp 2015363327 192.0.2.2 38644 typ host")
                + "\r\n";
    }

    private static String offer(String... sections) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.2\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\na=fingerprint:sha-256 " + DIGEST
                + "\r\na=ice-lite\r\n" + String.join("", sections);
    }

    @Test
    void tellsWhereThePeerIsAndWho() throws IOException {
        RemoteParameters remote = PeerSdp.read(offer(section("audio", "sendonly", "0", "a=ssrc:1 cname:janus")))
                .remote();
        assertThat(remote.address()).isEqualTo(new InetSocketAddress("192.0.2.2", 38644));
        assertThat(remote.ice()).isEqualTo(new IceParameters("JzWk", "pVOiODQy7yXogz7LW+0hET"));
        assertThat(remote.fingerprint().digest()).startsWith(0x00, 0x11, 0x22).endsWith(0x0F);
        assertThat(remote.extensions()).isEqualTo(new HeaderExtensions(4, 0, 0, 3, 0));
    }

    @Test
    void tellsWhichStreamsCome() {
        PeerSdp offer = PeerSdp.read(offer(
                section("audio", "sendonly", "0", "a=ssrc:4294967295 cname:janus"),
                section("video", "sendonly", "1", "a=ssrc-group:FID 17 18", "a=ssrc:17 cname:j", "a=ssrc:18 cname:j"),
                section("video", "inactive", "2", "a=ssrc:19 cname:j"),
                section("application", "sendonly", "3", "a=ssrc:20 cname:j"),
                section("audio", "sendonly", "4", "a=x").replace("m=audio 9", "m=audio 0")));
        assertThat(offer.streams())
                .containsExactly(new ReceivedStream(MediaKind.AUDIO, -1, 0), new ReceivedStream(MediaKind.VIDEO, 17, 18));
    }

    @Test
    void refusesADescriptionWithoutATransport() {
        String whole = offer(section("audio", "sendonly", "0", "a=ssrc:1 cname:janus"));
        for (String needed : List.of("ice-ufrag", "ice-pwd", "fingerprint", "candidate")) {
            PeerSdp without = PeerSdp.read(whole.replace("a=" + needed, "a=no"));
            assertThatThrownBy(without::remote).isInstanceOf(IOException.class).hasMessageContaining(needed);
        }
        PeerSdp broken = PeerSdp.read(whole.replace("38644", "port"));
        assertThatThrownBy(broken::remote).isInstanceOf(IOException.class);
    }

    @Test
    void takesAllThatIsOffered() {
        PeerSdp offer = PeerSdp.read(offer(
                section("audio", "sendonly", "0", "a=ssrc:1 cname:j"), section("video", "inactive", "1", "a=ssrc:2 c:j")));
        PeerSdp answer = PeerSdp.read(ClientSdp.answer(LOCAL, offer));
        assertThat(answer.session()).contains("a=group:BUNDLE 0 1");
        assertThat(answer.sections()).extracting(section -> section.lines().getFirst())
                .containsExactly("m=audio 9 UDP/TLS/RTP/SAVPF 111", "m=video 9 UDP/TLS/RTP/SAVPF 96 97");
        assertThat(answer.sections().getFirst().lines())
                .contains(
                        "a=recvonly",
                        "a=mid:0",
                        "a=setup:active",
                        "a=rtpmap:111 opus/48000/2",
                        "a=ice-ufrag:ufragOFmine",
                        "a=fingerprint:sha-256 00" + ":00".repeat(31),
                        "a=candidate:1 1 udp 2130706431 192.0.2.7 4242 typ host",
                        "a=extmap:3 " + PeerSdp.TRANSPORT_WIDE)
                .doesNotContain("a=extmap:9 urn:example:unknown", "a=ssrc:1 cname:j");
        assertThat(answer.sections().getLast().lines()).contains("a=inactive").doesNotContain("a=recvonly");
    }

    @Test
    void offersWhatIsSent() {
        PeerSdp offer = PeerSdp.read(ClientSdp.offer(
                LOCAL,
                List.of(
                        new SentStream(MediaKind.AUDIO, "0", "", -2, 0, ClientSdp.OPUS, 0, 32_000),
                        new SentStream(MediaKind.VIDEO, "1", "", 5, 6, ClientSdp.VP8, ClientSdp.RTX, 1_200_000))));
        assertThat(offer.sections().getFirst().lines())
                .contains("a=sendonly", "a=ssrc:4294967294 cname:bench", "a=extmap:1 " + PeerSdp.AUDIO_LEVEL);
        assertThat(offer.sections().getLast().lines())
                .contains("a=ssrc-group:FID 5 6", "a=fmtp:97 apt=96", "a=rtcp-fb:96 transport-cc", "a=setup:active");
        assertThat(offer.streams())
                .containsExactly(new ReceivedStream(MediaKind.AUDIO, -2, 0), new ReceivedStream(MediaKind.VIDEO, 5, 6));
    }
}
