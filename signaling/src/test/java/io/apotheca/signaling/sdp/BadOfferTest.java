// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.SlotMids;
import io.apotheca.signaling.wire.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to break an offer has its code. */
class BadOfferTest {
    private static final String GOOD = Offers.text("chromium-offer");
    private static final String ONLY_VP8 = GOOD.replaceAll("(VP9|H264|AV1)/90000", "X/90000");

    static Stream<Arguments> brokenText() {
        return Stream.of(
                broken(OfferProblem.OFFER_NOT_SDP, "v=0", "v=1"),
                broken(OfferProblem.OFFER_NOT_SDP, "s=-\r\n", "\r\n"),
                broken(OfferProblem.OFFER_NOT_SDP, "s=-\r\n", "s-\r\n"),
                broken(OfferProblem.OFFER_NOT_SDP, "s=-\r\n", "v=0\r\n"),
                broken(OfferProblem.OFFER_NOT_SDP, "s=-\r\n", "q=1\r\n"),
                broken(OfferProblem.OFFER_NOT_SDP, "s=-\r\n", "s=a\0b\r\n"),
                broken(OfferProblem.OFFER_NOT_SDP, "s=-\r\n", "s=" + "x".repeat(5000) + "\r\n"),
                broken(OfferProblem.OFFER_NOT_SDP, "m=audio 9", "m=audio 65536"),
                broken(OfferProblem.OFFER_NOT_SDP, "m=audio 9", "m=audio -1"),
                broken(OfferProblem.OFFER_NOT_SDP, "m=audio 9", "m= 9"),
                broken(OfferProblem.OFFER_NOT_SDP, "SAVPF 111 63 9 0 8 13 110 126", "SAVPF"),
                broken(OfferProblem.OFFER_NOT_SDP, "SAVPF 111 63", "SAVPF 111  63"),
                broken(OfferProblem.OFFER_NOT_SDP, "SAVPF 111 63", "SAVPF " + "1 ".repeat(130) + "111"),
                broken(OfferProblem.OFFER_NOT_SDP, "a=mid:0", "a=mid:"),
                broken(OfferProblem.OFFER_TOO_LARGE, "s=-\r\n", "b=AS:1\r\n".repeat(10_001)),
                broken(OfferProblem.TOO_MANY_SECTIONS, "m=video", "m=audio 9 RTP/AVP 0\r\n".repeat(33) + "m=video"),
                broken(OfferProblem.DUPLICATE_MID, "a=mid:1", "a=mid:0"),
                broken(OfferProblem.UNKNOWN_MID, "a=mid:1", "a=mid:7"),
                broken(OfferProblem.UNKNOWN_MID, "a=mid:1\r\n", ""),
                broken(OfferProblem.WRONG_KIND, "m=audio", "m=video"),
                broken(OfferProblem.WRONG_DIRECTION, "a=sendrecv", "a=recvonly"),
                broken(OfferProblem.WRONG_DIRECTION, "a=sendrecv", "a=inactive"),
                broken(OfferProblem.SECTION_DISABLED, "m=video 9", "m=video 0"),
                broken(OfferProblem.WRONG_PROTOCOL, "UDP/TLS/RTP/SAVPF 96", "RTP/AVP 96"),
                broken(OfferProblem.NOT_BUNDLED, "BUNDLE 0 1", "BUNDLE 0"),
                broken(OfferProblem.NOT_BUNDLED, "BUNDLE 0 1", "LS 0 1"),
                broken(OfferProblem.NOT_BUNDLED, "BUNDLE 0 1", "BUNDLE 5 0 1"),
                broken(OfferProblem.NO_RTCP_MUX, "a=rtcp-mux\r\n", ""),
                broken(OfferProblem.BAD_ICE, "a=ice-ufrag:qGFL\r\n", ""),
                broken(OfferProblem.BAD_ICE, "a=ice-ufrag:qGFL", "a=ice-ufrag:qGF"),
                broken(OfferProblem.BAD_ICE, "a=ice-ufrag:qGFL", "a=ice-ufrag:qG L"),
                broken(OfferProblem.BAD_ICE, "a=ice-ufrag:qGFL", "a=ice-ufrag:" + "x".repeat(257)),
                broken(OfferProblem.BAD_ICE, "a=ice-pwd:dJwg", "a=ice-pwd:"),
                broken(OfferProblem.ICE_LITE_PEER, "s=-\r\n", "s=-\r\na=ice-lite\r\n"),
                broken(OfferProblem.BAD_FINGERPRINT, "a=fingerprint:sha-256", "a=fingerprint:sha-1"),
                broken(OfferProblem.BAD_FINGERPRINT, "a=fingerprint:sha-256", "a=fingerprint:sha-384"),
                broken(OfferProblem.BAD_FINGERPRINT, "sha-256 6C:0D", "sha-256 6C-0D"),
                broken(OfferProblem.BAD_FINGERPRINT, "sha-256 6C:0D", "sha-256 6C:0X"),
                broken(OfferProblem.BAD_FINGERPRINT, "sha-256 6C:0D", "sha-256"),
                broken(OfferProblem.BAD_SETUP, "a=setup:actpass", "a=setup:passive"),
                broken(OfferProblem.BAD_SETUP, "a=setup:actpass\r\n", ""),
                broken(OfferProblem.NO_OPUS, "opus/48000/2", "opus/48000"),
                broken(OfferProblem.NO_OPUS, "SAVPF 111 63", "SAVPF 63"),
                broken(OfferProblem.NO_VIDEO_CODEC, ONLY_VP8, "VP8/90000", "VP7/90000"),
                broken(OfferProblem.NO_VIDEO_CODEC, ONLY_VP8, "96", "72"),
                broken(OfferProblem.NO_VIDEO_CODEC, ONLY_VP8, "96", "129"),
                broken(OfferProblem.PAYLOAD_TYPE_CONFLICT, "111", "96"),
                broken(OfferProblem.EXTENSION_CONFLICT, "a=extmap:1 ", "a=extmap:4 "),
                broken(
                        OfferProblem.EXTENSION_CONFLICT,
                        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=sendrecv",
                        "a=extmap:5 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=sendrecv"),
                broken(OfferProblem.BAD_EXTENSION, "a=extmap:4 ", "a=extmap:0 "),
                broken(OfferProblem.BAD_EXTENSION, "a=extmap:4 ", "a=extmap:15 "),
                broken(OfferProblem.BAD_EXTENSION, "a=extmap:4 ", "a=extmap:256 "),
                broken(OfferProblem.BAD_EXTENSION, "a=extmap:4 ", "a=extmap:x "),
                broken(OfferProblem.BAD_SSRC, "a=ssrc:3006594479", "a=ssrc:4294967296"),
                broken(OfferProblem.BAD_SSRC, "a=ssrc:3006594479", "a=ssrc:1366761543"),
                broken(OfferProblem.BAD_SSRC, "FID 1366761543 1976633473", "FID 1366761543"),
                broken(OfferProblem.BAD_SSRC, "FID 1366761543 1976633473", "FID 1366761543 1366761543"));
    }

    @ParameterizedTest
    @MethodSource("brokenText")
    void refusesBrokenText(OfferProblem problem, String sdp) {
        assertThat(sdp).isNotEqualTo(GOOD);
        assertThat(refusal(Offers.small(sdp)).code()).isEqualTo(problem.code());
    }

    static Stream<Arguments> brokenPurposes() {
        return Stream.of(
                arguments(OfferProblem.EMPTY_OFFER, Map.of(), List.of()),
                arguments(OfferProblem.SOURCE_USED_TWICE, Map.of("0", Source.SCREEN, "1", Source.SCREEN), List.of()),
                arguments(OfferProblem.MID_USED_TWICE, Map.of("1", Source.CAMERA), List.of(SlotMids.screen("1"))),
                arguments(OfferProblem.MID_USED_TWICE, Map.of(), List.of(SlotMids.screen("1"), SlotMids.screen("1"))),
                arguments(OfferProblem.WRONG_KIND, Map.of(), List.of(SlotMids.person("1", "0"))),
                arguments(OfferProblem.UNKNOWN_MID, Map.of("2", Source.CAMERA), List.of()));
    }

    @ParameterizedTest
    @MethodSource("brokenPurposes")
    void refusesBrokenPurposes(OfferProblem problem, Map<String, Source> sources, List<SlotMids> slots) {
        assertThat(refusal(new ClientMessage.Offer(GOOD, sources, slots)).code())
                .isEqualTo(problem.code());
    }

    @Test
    void refusesSlotsThatOnlySend() {
        String sdp = GOOD.replace("a=sendrecv", "a=sendonly");
        assertThat(refusal(new ClientMessage.Offer(sdp, Map.of(), List.of(SlotMids.screen("1"))))
                        .code())
                .isEqualTo("wrong-direction");
    }

    @Test
    void refusesASourceThatCannotBeToldApart() {
        String sdp = GOOD.replaceAll("a=ssrc.*\r\n", "").replaceAll("a=extmap:4 .*\r\n", "");
        assertThat(refusal(Offers.small(sdp)).code()).isEqualTo("unidentified-source");
    }

    @Test
    @Timeout(5)
    void refusesTenMegabytesUnread() {
        BadOfferException refused = catchThrowableOfType(
                BadOfferException.class, () -> SdpParser.parse(GOOD + "a=x\r\n".repeat(2 * 1024 * 1024)));
        assertThat(refused.code()).isEqualTo("offer-too-large");
    }

    @Test
    void everyProblemHasACase() {
        Set<Object> tried = Stream.concat(brokenText(), brokenPurposes())
                .map(arguments -> arguments.get()[0])
                .collect(Collectors.toSet());
        tried.add(OfferProblem.UNIDENTIFIED_SOURCE);
        // Of a later offer only: AgreementTest.
        tried.add(OfferProblem.RESTART_MISMATCH);
        assertThat(tried).isEqualTo(EnumSet.allOf(OfferProblem.class));
    }

    @Test
    void saysWhichSectionAndNothingOfTheText() {
        BadOfferException refused = refusal(Offers.small(ONLY_VP8.replace("VP8/90000", "SECRET/90000")));
        assertThat(refused.message()).isEqualTo("A video m-line offers no codec that is in use here. (m-line 2)");
    }

    private static Arguments broken(OfferProblem problem, String before, String after) {
        return broken(problem, GOOD, before, after);
    }

    private static Arguments broken(OfferProblem problem, String sdp, String before, String after) {
        return arguments(problem, sdp.replace(before, after));
    }

    private static BadOfferException refusal(ClientMessage.Offer offer) {
        return catchThrowableOfType(BadOfferException.class, () -> Offers.read(offer));
    }
}
