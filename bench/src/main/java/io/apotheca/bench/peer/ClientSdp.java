// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import io.apotheca.bench.client.LocalParameters;
import io.apotheca.bench.client.MediaKind;
import io.apotheca.bench.client.SentStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A simulated participant's offers and answers (RFC 8866) to a peer: one bundled transport with one host candidate, on
 * which it takes the active part in DTLS; Opus, VP8 with retransmission, and the header extensions that media servers know.
 */
final class ClientSdp {
    static final int OPUS = 111;
    static final int VP8 = 96;
    static final int RTX = 97;
    private static final List<String> KEPT = List.of("mid", "rtpmap", "fmtp", "rtcp-fb");
    private static final List<String> EXTENSIONS = List.of(PeerSdp.MID, PeerSdp.AUDIO_LEVEL, PeerSdp.TRANSPORT_WIDE);

    private final LocalParameters local;
    private final StringBuilder sdp = new StringBuilder();

    private ClientSdp(LocalParameters local, List<String> mids) {
        this.local = local;
        line("v=0");
        line("o=- 1 1 IN IP4 " + host());
        line("s=-");
        line("t=0 0");
        line("a=group:BUNDLE " + String.join(" ", mids));
    }

    /** Offers to send these, one m-line each. */
    static String offer(LocalParameters local, List<SentStream> streams) {
        ClientSdp offer =
                new ClientSdp(local, streams.stream().map(SentStream::mid).toList());
        streams.forEach(offer::source);
        return offer.sdp.toString();
    }

    /** Takes all that is offered, by the offer's numbers. */
    static String answer(LocalParameters local, PeerSdp offer) {
        ClientSdp answer = new ClientSdp(
                local,
                offer.sections().stream()
                        .flatMap(section -> section.all("mid").stream())
                        .toList());
        offer.sections().forEach(answer::taken);
        return answer.sdp.toString();
    }

    private void source(SentStream stream) {
        boolean audio = stream.kind() == MediaKind.AUDIO;
        line("m=" + stream.kind().sdp() + " 9 UDP/TLS/RTP/SAVPF " + (audio ? OPUS : VP8 + " " + RTX));
        transport();
        line("a=mid:" + stream.mid());
        line("a=sendonly");
        if (audio) {
            line("a=rtpmap:" + OPUS + " opus/48000/2");
            line("a=fmtp:" + OPUS + " minptime=10;useinbandfec=1");
            line("a=extmap:1 " + PeerSdp.AUDIO_LEVEL);
        } else {
            line("a=rtpmap:" + VP8 + " VP8/90000");
            line("a=rtcp-fb:" + VP8 + " nack");
            line("a=rtcp-fb:" + VP8 + " nack pli");
            line("a=rtcp-fb:" + VP8 + " transport-cc");
            line("a=rtpmap:" + RTX + " rtx/90000");
            line("a=fmtp:" + RTX + " apt=" + VP8);
        }
        line("a=extmap:3 " + PeerSdp.TRANSPORT_WIDE);
        line("a=extmap:4 " + PeerSdp.MID);
        String ssrc = Integer.toUnsignedString(stream.ssrc());
        if (stream.rtxSsrc() != 0) {
            String rtx = Integer.toUnsignedString(stream.rtxSsrc());
            line("a=ssrc-group:FID " + ssrc + " " + rtx);
            line("a=ssrc:" + rtx + " cname:bench");
        }
        line("a=ssrc:" + ssrc + " cname:bench");
    }

    private void taken(PeerSdp.Section offered) {
        line(offered.words().stream().collect(Collectors.joining(" ", "m=", "")));
        transport();
        line(offered.sends() ? "a=recvonly" : "a=inactive");
        for (String attribute : KEPT) {
            offered.all(attribute).forEach(value -> line("a=" + attribute + ":" + value));
        }
        offered.all("extmap").stream()
                .filter(value -> EXTENSIONS.stream().anyMatch(value::endsWith))
                .forEach(value -> line("a=extmap:" + value));
    }

    private void transport() {
        line("c=IN IP4 " + host());
        line("a=rtcp-mux");
        line("a=ice-ufrag:" + local.ice().ufrag());
        line("a=ice-pwd:" + local.ice().pwd());
        line("a=fingerprint:" + local.fingerprint().algorithm() + " "
                + HexFormat.ofDelimiter(":").withUpperCase().formatHex(local.fingerprint().digest()));
        line("a=setup:active");
        line("a=candidate:1 1 udp 2130706431 " + host() + " " + local.address().getPort() + " typ host");
        line("a=end-of-candidates");
    }

    private String host() {
        return local.address().getAddress().getHostAddress();
    }

    private void line(String text) {
        sdp.append(text).append("\r\n");
    }
}
