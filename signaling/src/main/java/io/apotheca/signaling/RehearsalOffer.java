// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.SlotMids;
import io.apotheca.signaling.wire.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a browser with our client offers, of the usual length: three sources, seven slots of people, one of a screen. */
final class RehearsalOffer {
    private static final int LAST_MID = 17;
    private static final String FINGERPRINT = "00" + ":00".repeat(31);

    static final ClientMessage.Offer OFFER = new ClientMessage.Offer(
            sdp(), Map.of("0", Source.MICROPHONE, "1", Source.CAMERA, "2", Source.SCREEN), slots());

    private RehearsalOffer() {}

    private static List<SlotMids> slots() {
        List<SlotMids> slots = new ArrayList<>();
        for (int mid = 3; mid < LAST_MID; mid += 2) {
            slots.add(SlotMids.person(String.valueOf(mid), String.valueOf(mid + 1)));
        }
        slots.add(SlotMids.screen(String.valueOf(LAST_MID)));
        return slots;
    }

    private static String sdp() {
        StringBuilder sdp = new StringBuilder("""
                v=0
                o=- 1 2 IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE""");
        for (int mid = 0; mid <= LAST_MID; mid++) {
            sdp.append(' ').append(mid);
        }
        sdp.append("\na=extmap-allow-mixed\na=msid-semantic: WMS *\n");
        for (int mid = 0; mid <= LAST_MID; mid++) {
            boolean audio = mid == 0 || (mid > 2 && mid % 2 == 1 && mid < LAST_MID);
            sdp.append(audio ? (mid > 0 ? SLOT_AUDIO : AUDIO) : VIDEO)
                    .append(TRANSPORT)
                    .append("a=fingerprint:sha-256 " + FINGERPRINT + "\na=mid:" + mid + "\n")
                    .append(audio ? AUDIO_CODECS : VIDEO_CODECS)
                    .append(audio && mid > 0 ? REDUNDANT_AUDIO : "")
                    .append(mid < 3 ? "a=sendonly\n" : "a=recvonly\n");
            if (mid < 3) {
                sdp.append("a=msid:rehearsal track\na=ssrc:" + (mid + 1) + " cname:rehearsal\n");
            }
        }
        return sdp.toString().replace("\n", "\r\n");
    }

    private static final String AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 111\n";
    private static final String SLOT_AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 111 63\n";
    private static final String VIDEO = "m=video 9 UDP/TLS/RTP/SAVPF 96 97\n";

    private static final String TRANSPORT = """
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=ice-ufrag:reha
            a=ice-pwd:rehearsalrehearsalrehear
            a=ice-options:trickle
            a=setup:actpass
            a=rtcp-mux
            a=rtcp-rsize
            a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
            a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
            a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
            """;

    private static final String AUDIO_CODECS = """
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=rtpmap:111 opus/48000/2
            a=rtcp-fb:111 transport-cc
            a=fmtp:111 minptime=10;useinbandfec=1
            """;

    private static final String REDUNDANT_AUDIO = """
            a=rtpmap:63 red/48000/2
            a=fmtp:63 111/111
            """;

    private static final String VIDEO_CODECS = """
            a=extmap:14 urn:ietf:params:rtp-hdrext:toffset
            a=extmap:13 urn:3gpp:video-orientation
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 goog-remb
            a=rtcp-fb:96 transport-cc
            a=rtcp-fb:96 ccm fir
            a=rtcp-fb:96 nack
            a=rtcp-fb:96 nack pli
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            """;
}
