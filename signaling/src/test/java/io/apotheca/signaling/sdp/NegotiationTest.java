// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.SendEncoding;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.Slot;
import io.apotheca.media.control.v1.Source;
import io.apotheca.signaling.config.VideoCodec;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.SlotMids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {

    @Test
    void readsChromium() throws BadOfferException {
        JoinRequest request =
                Offers.read(Offers.full(Offers.text("chromium-offer-18"))).request();
        assertThat(request.getRoomId()).isEqualTo("room");
        assertThat(request.getParticipantId()).isEqualTo("participant");
        assertThat(request.getSendsList())
                .extracting(SendSection::getSource)
                .containsExactly(Source.SOURCE_MICROPHONE, Source.SOURCE_CAMERA, Source.SOURCE_SCREEN);
        assertThat(request.getSends(0).getCodecs(0).getPayloadType()).isEqualTo(111);
        assertThat(numbers(request.getSends(0).getExtensionsList())).isEqualTo("audio 1, cc 3, mid 4");
        assertCodec(request.getSends(1).getCodecs(0), 96, 97);
        assertThat(numbers(request.getSends(1).getExtensionsList())).isEqualTo("cc 3, mid 4");
        assertSlots(request, "cc 3, mid 4");
    }

    @Test
    void readsFirefox() throws BadOfferException {
        JoinRequest request =
                Offers.read(Offers.full(Offers.text("firefox-offer-18"))).request();
        assertThat(request.getSends(0).getCodecs(0).getPayloadType()).isEqualTo(109);
        assertThat(numbers(request.getSends(0).getExtensionsList())).isEqualTo("audio 1, cc 7, mid 3");
        assertCodec(request.getSends(1).getCodecs(0), 120, 124);
        assertThat(numbers(request.getSends(2).getExtensionsList())).isEqualTo("cc 7, mid 3");
        assertSlots(request, "cc 7, mid 3");
    }

    @Test
    void readsTransportAndStreams() throws BadOfferException {
        JoinRequest request =
                Offers.read(Offers.small(Offers.text("chromium-offer"))).request();
        assertThat(request.getIce().getUfrag()).isEqualTo("qGFL");
        assertThat(request.getIce().getPwd()).isEqualTo("dJwg/sQoiakXbI0uhHy1Nz0K");
        assertThat(request.getFingerprints(0).getAlgorithm()).isEqualTo("sha-256");
        assertThat(request.getFingerprints(0).getDigest().byteAt(0)).isEqualTo((byte) 0x6C);
        assertThat(request.getFingerprints(0).getDigest().size()).isEqualTo(32);
        assertThat(request.getSends(0).getEncodings(0).getSsrc()).isEqualTo((int) 3006594479L);
        assertThat(request.getSends(0).getEncodings(0).hasRtxSsrc()).isFalse();
        assertThat(request.getSends(1).getEncodings(0).getSsrc()).isEqualTo(1366761543);
        assertThat(request.getSends(1).getEncodings(0).getRtxSsrc()).isEqualTo(1976633473);
    }

    @Test
    void readsTransportOfTheSession() throws BadOfferException {
        JoinRequest request =
                Offers.read(Offers.small(Offers.text("firefox-offer"))).request();
        assertThat(request.getIce().getUfrag()).isEqualTo("fd0debd7");
        assertThat(request.getFingerprints(0).getDigest().byteAt(0)).isEqualTo((byte) 0x83);
    }

    @ParameterizedTest
    @CsvSource({
        "chromium-offer-simulcast, 'cc 3, mid 4, repaired 11, rid 10'",
        "firefox-offer-simulcast, 'cc 7, mid 3, repaired 10, rid 9'"
    })
    void takesSimulcast(String name, String extensions) throws BadOfferException {
        PendingAnswer pending = Offers.read(Offers.small(Offers.text(name)));
        SendSection camera = pending.request().getSends(1);
        assertThat(numbers(camera.getExtensionsList())).isEqualTo(extensions);
        assertThat(camera.getEncodingsList()).extracting(SendEncoding::getRid).containsExactly("q", "h", "f");
        assertThat(camera.getEncodingsList()).noneMatch(SendEncoding::hasSsrc);
        SessionDescription answer = SdpParser.parse(pending.answer(Offers.accept(pending.request())));
        Attributes answered = answer.sections().get(1).attributes();
        assertThat(answered.all("rid")).containsExactly("q recv", "h recv", "f recv");
        assertThat(answered.all("simulcast")).containsExactly("recv q;h;f");
        assertThat(answer.sections().get(0).attributes().has("simulcast")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "send ~q;h;~f, q h f",
        "'send q,h;f', q f",
        "recv h send q;f, q f",
        "send q;h;f;x, q h f",
        "send q;;q;other;f, q f"
    })
    void takesTheRidsThatAreSent(String simulcast, String rids) throws BadOfferException {
        String sdp = Offers.text("chromium-offer-simulcast").replace("simulcast:send q;h;f", "simulcast:" + simulcast);
        List<SendEncoding> encodings =
                Offers.read(Offers.small(sdp)).request().getSends(1).getEncodingsList();
        assertThat(encodings).extracting(SendEncoding::getRid).containsExactly(rids.split(" "));
    }

    @Test
    void takesHeightsWhereEachRidHasOne() throws BadOfferException {
        String some = Offers.text("chromium-offer-simulcast")
                .replace("a=rid:q send", "a=rid:q send max-width=240;max-height=136")
                .replace("a=rid:f send", "a=rid:f send max-height=99999");
        assertThat(Offers.read(Offers.small(some)).request().getSends(1).getEncodingsList())
                .extracting(SendEncoding::getMaxHeight)
                .containsExactly(0, 0, 0);
        String each =
                some.replace("max-height=99999", "max-height=540").replace("rid:h send", "rid:h send max-height=270");
        assertThat(Offers.read(Offers.small(each)).request().getSends(1).getEncodingsList())
                .extracting(SendEncoding::getMaxHeight)
                .containsExactly(136, 270, 540);
    }

    /** The browser then sends one layer, which is found by its mid. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=simulcast:send q;h;f",
                "a=simulcast:recv q;h;f",
                "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
                "a=rid:q send\r\na=rid:h send"
            })
    void answersWithoutSimulcast(String missing) throws BadOfferException {
        String sdp = Offers.text("chromium-offer-simulcast");
        sdp = missing.contains("recv") ? sdp.replace("simulcast:send", "simulcast:recv") : sdp.replace(missing, "a=x");
        PendingAnswer pending = Offers.read(Offers.small(sdp));
        assertThat(pending.answer(Offers.accept(pending.request()))).doesNotContain("simulcast", "a=rid");
        SendSection camera = pending.request().getSends(1);
        assertThat(camera.getEncodingsList()).containsExactly(SendEncoding.getDefaultInstance());
        assertThat(numbers(camera.getExtensionsList())).isEqualTo("cc 3, mid 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-offer-18", "firefox-offer-18"})
    void answersEachSectionInItsPlace(String name) throws BadOfferException {
        SessionDescription offer = SdpParser.parse(Offers.text(name));
        String text = answer(Offers.text(name));
        SessionDescription answer = SdpParser.parse(text);
        assertThat(answer.attributes().has("ice-lite")).isTrue();
        assertThat(answer.allowsMixedExtensions()).isTrue();
        assertThat(answer.bundle()).isEqualTo(offer.bundle()).hasSize(18);
        assertThat(text).containsOnlyOnce("a=end-of-candidates");
        assertThat(answer.sections().getFirst().attributes().all("candidate"))
                .containsExactly(
                        "1 1 udp 2130706431 192.0.2.1 40000 typ host",
                        "2 1 udp 2130706430 2001:db8::1 40000 typ host",
                        "3 1 tcp 1520434687 192.0.2.1 40001 typ host tcptype passive");
        for (MediaDescription section : answer.sections()) {
            MediaDescription offered = offer.sections().get(section.index());
            assertThat(section.mid()).isEqualTo(offered.mid());
            assertThat(section.kind()).isEqualTo(offered.kind());
            assertThat(section.port()).isEqualTo(9);
            assertThat(answer.directionOf(section))
                    .isEqualTo(section.index() < 3 ? Direction.RECVONLY : Direction.SENDONLY);
            assertThat(section.attributes().first("ice-ufrag")).isEqualTo("serverUfrag");
            assertThat(section.attributes().first("ice-pwd")).isEqualTo("serverPasswordOf24Chars+");
            assertThat(section.attributes().first("setup")).isEqualTo("passive");
            assertThat(section.attributes().has("rtcp-mux")).isTrue();
            assertThat(section.attributes().all("fingerprint"))
                    .containsExactly("sha-256 " + "00:".repeat(32).substring(0, 95));
        }
    }

    @Test
    void answersWhatTheClientSends() throws BadOfferException {
        SessionDescription answer = SdpParser.parse(answer(Offers.text("chromium-offer-18")));
        Attributes microphone = answer.sections().get(0).attributes();
        assertThat(microphone.all("fmtp"))
                .containsExactly("111 useinbandfec=1;usedtx=1;maxaveragebitrate=24000;minptime=10");
        assertThat(microphone.all("rtcp-fb")).containsExactly("111 transport-cc");
        Attributes camera = answer.sections().get(1).attributes();
        assertThat(camera.all("rtpmap")).containsExactly("96 VP8/90000", "97 rtx/90000");
        assertThat(camera.all("fmtp")).containsExactly("96 x-google-start-bitrate=600", "97 apt=96");
        assertThat(camera.all("rtcp-fb")).containsExactly("96 nack", "96 nack pli", "96 ccm fir", "96 transport-cc");
        assertThat(camera.has("ssrc") || camera.has("msid")).isFalse();
    }

    @Test
    void answersSlotsWithTheirStreams() throws BadOfferException {
        SessionDescription answer = SdpParser.parse(answer(Offers.text("firefox-offer-18")));
        Attributes audio = answer.sections().get(3).attributes();
        assertThat(audio.first("msid")).isEqualTo("slot1 slot1-audio");
        assertThat(audio.all("ssrc")).containsExactly("1001 cname:cname");
        assertThat(audio.all("extmap"))
                .containsExactly(
                        "3 urn:ietf:params:rtp-hdrext:sdes:mid",
                        "7 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01");
        assertThat(audio.all("rtcp-fb")).containsExactly("109 transport-cc");
        Attributes video = answer.sections().get(4).attributes();
        assertThat(video.first("msid")).isEqualTo("slot1 slot1-video");
        assertThat(video.first("ssrc-group")).isEqualTo("FID 4026531841 4026532097");
        assertThat(video.all("ssrc")).containsExactly("4026531841 cname:cname", "4026532097 cname:cname");
        assertThat(video.all("rtcp-fb")).containsExactly("120 nack", "120 nack pli", "120 ccm fir", "120 transport-cc");
    }

    private static final String WITH_RED = "a=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111\r\n";

    /** The first m-line of a real offer as a slot's. */
    private static ClientMessage.Offer listening(String sdp) {
        return new ClientMessage.Offer(sdp, Map.of(), List.of(SlotMids.person("0", "1")));
    }

    @Test
    void takesRedundantAudioForSlots() throws BadOfferException {
        PendingAnswer pending = Offers.read(listening(Offers.text("chromium-offer")));
        CodecParameters opus = pending.request().getSlots(0).getAudio().getCodecs(0);
        assertThat(opus.getPayloadType()).isEqualTo(111);
        assertThat(opus.getRedPayloadType()).isEqualTo(63);
        SessionDescription answer = SdpParser.parse(pending.answer(Offers.accept(pending.request())));
        MediaDescription audio = answer.sections().getFirst();
        assertThat(audio.formats()).as("Opus first, then what is made of it").containsExactly("111", "63");
        assertThat(audio.attributes().all("rtpmap")).containsExactly("111 opus/48000/2", "63 red/48000/2");
        assertThat(audio.attributes().all("fmtp"))
                .containsExactly("111 useinbandfec=1;usedtx=1;maxaveragebitrate=24000;minptime=10", "63 111/111");
    }

    @Test
    void doesNotHaveMicrophonesSendRedundantAudio() throws BadOfferException {
        PendingAnswer pending = Offers.read(Offers.small(Offers.text("chromium-offer")));
        assertThat(pending.request().getSends(0).getCodecs(0).hasRedPayloadType())
                .isFalse();
        MediaDescription microphone = SdpParser.parse(pending.answer(Offers.accept(pending.request())))
                .sections()
                .getFirst();
        assertThat(microphone.formats()).containsExactly("111");
        assertThat(microphone.attributes().all("fmtp"))
                .containsExactly("111 useinbandfec=1;usedtx=1;maxaveragebitrate=24000;minptime=10");
    }

    @Test
    void doesWithoutRedundantAudio() throws BadOfferException {
        PendingAnswer firefox = Offers.read(listening(Offers.text("firefox-offer")));
        assertThat(firefox.request().getSlots(0).getAudio().getCodecs(0).hasRedPayloadType())
                .isFalse();
        SessionDescription answer = SdpParser.parse(firefox.answer(Offers.accept(firefox.request())));
        assertThat(answer.sections().getFirst().formats()).containsExactly("109");
        assertThat(answer.sections().getFirst().attributes().all("fmtp"))
                .containsExactly("109 useinbandfec=1;usedtx=1;maxaveragebitrate=24000;minptime=10");
    }

    /** Of another codec, without saying of what, of pictures, under a number that means RTCP. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=rtpmap:63 red/48000/2\r\na=fmtp:63 9/9\r\n",
                "a=rtpmap:63 red/48000/2\r\na=fmtp:63 1111/1111\r\n",
                "a=rtpmap:63 red/48000/2\r\na=fmtp:63 111\r\n",
                "a=rtpmap:63 red/48000/2\r\n",
                "a=rtpmap:63 red/8000\r\na=fmtp:63 111/111\r\n"
            })
    void passesOverRedundantAudioOfAnythingElse(String lines) throws BadOfferException {
        String sdp = Offers.text("chromium-offer");
        assertThat(sdp).contains(WITH_RED);
        PendingAnswer pending = Offers.read(listening(sdp.replace(WITH_RED, lines)));
        assertThat(pending.request().getSlots(0).getAudio().getCodecs(0).hasRedPayloadType())
                .isFalse();
        assertThat(pending.answer(Offers.accept(pending.request()))).doesNotContain("red/");
    }

    @Test
    void refusesRedundantAudioUnderTheNumberOfAPicture() {
        String sdp = Offers.text("chromium-offer")
                .replace(WITH_RED, WITH_RED.replace("63", "96"))
                .replace("SAVPF 111 63 ", "SAVPF 111 96 ");
        assertThatThrownBy(() -> Offers.read(listening(sdp)))
                .isInstanceOfSatisfying(
                        BadOfferException.class,
                        e -> assertThat(e.code()).isEqualTo(OfferProblem.PAYLOAD_TYPE_CONFLICT.code()));
    }

    @Test
    void takesRedundantAudioOfMoreThanTwoPackets() throws BadOfferException {
        String sdp = Offers.text("chromium-offer").replace("a=fmtp:63 111/111", "a=fmtp:63 111/111/111");
        CodecParameters opus =
                Offers.read(listening(sdp)).request().getSlots(0).getAudio().getCodecs(0);
        assertThat(opus.getRedPayloadType()).isEqualTo(63);
    }

    /** All m-lines share one transport, so a payload type has one meaning, with the same parameters. */
    @ParameterizedTest
    @ValueSource(strings = {"chromium-offer-18", "firefox-offer-18"})
    void saysTheSameOfOpusInAllSections(String name) throws BadOfferException {
        SessionDescription answer = SdpParser.parse(answer(Offers.text(name)));
        assertThat(answer.sections().stream()
                        .filter(section -> section.kind().equals("audio"))
                        .flatMap(section -> section.attributes().all("fmtp").stream())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void offersNackForOpusOnlyWhereOffered() throws BadOfferException {
        String sdp = Offers.text("chromium-offer").replace("a=rtcp-fb:111 transport-cc", "a=rtcp-fb:* nack");
        PendingAnswer pending = Offers.read(Offers.small(sdp));
        SessionDescription answer = SdpParser.parse(pending.answer(Offers.accept(pending.request())));
        assertThat(answer.sections().getFirst().attributes().all("rtcp-fb")).containsExactly("111 nack");
    }

    @Test
    void rejectsSectionsNobodyNamed() throws BadOfferException {
        String sdp = Offers.text("chromium-offer-18")
                + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:18\r\n";
        PendingAnswer pending = Offers.read(
                new ClientMessage.Offer(sdp, Map.of("1", io.apotheca.signaling.wire.Source.CAMERA), List.of()));
        SessionDescription answer = SdpParser.parse(pending.answer(Offers.accept(pending.request())));
        assertThat(answer.bundle()).containsExactly("1");
        assertThat(answer.sections()).hasSize(19);
        assertThat(answer.sections().get(0).port()).isZero();
        assertThat(answer.sections().get(1).attributes().all("candidate")).hasSize(3);
        MediaDescription data = answer.sections().get(18);
        assertThat(data.port()).isZero();
        assertThat(data.mid()).isEqualTo("18");
        assertThat(data.formats()).containsExactly("webrtc-datachannel");
    }

    @Test
    void picksTheStreamParametersOfForeignClients() throws BadOfferException {
        String sdp = Offers.text("chromium-offer")
                .replace("a=fmtp:97 apt=96", "a=fmtp:97 rtx-time=3000; apt=96")
                .replace("a=rtpmap:111 opus/48000/2", "a=rtpmap:111 OPUS/48000/2");
        assertCodec(Offers.read(Offers.small(sdp)).request().getSends(1).getCodecs(0), 96, 97);
    }

    @Test
    void takesAllFormatsOfChromium() throws BadOfferException {
        PendingAnswer pending = Offers.read(Offers.small(Offers.text("chromium-offer")));
        assertThat(formats(pending))
                .containsExactly(
                        "CODEC_VP8 96/97",
                        "CODEC_H264 102/103 42001f 1",
                        "CODEC_H264 104/107 42001f 0",
                        "CODEC_H264 108/109 42e01f 1",
                        "CODEC_H264 114/115 42e01f 0",
                        "CODEC_H264 116/117 4d001f 1",
                        "CODEC_H264 39/40 4d001f 0",
                        "CODEC_VP9 98/99 0",
                        "CODEC_VP9 100/101 2",
                        "CODEC_AV1 45/46 0");
        SessionDescription answer = SdpParser.parse(pending.answer(Offers.accept(pending.request())));
        assertThat(answer.sections().get(1).formats())
                .startsWith("96", "97", "102", "103")
                .hasSize(20);
        assertThat(answer.sections().get(1).attributes().all("fmtp"))
                .contains(
                        "96 x-google-start-bitrate=600",
                        "97 apt=96",
                        "108 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f;x-google-start-bitrate=600",
                        "100 profile-id=2;x-google-start-bitrate=600",
                        "45 profile=0;x-google-start-bitrate=600");
    }

    @Test
    void takesAllFormatsOfFirefox() throws BadOfferException {
        PendingAnswer pending = Offers.read(Offers.small(Offers.text("firefox-offer-simulcast")));
        assertThat(formats(pending)).containsExactly("CODEC_VP8 120/124", "CODEC_VP9 121/125 0", "CODEC_AV1 99/100 0");
    }

    @Test
    void asksForTheCodecThatIsPreferred() throws BadOfferException {
        ClientMessage.Offer chromium = Offers.small(Offers.text("chromium-offer-simulcast"));
        PendingAnswer av1 = Offers.read(chromium, VideoCodec.AV1, VideoCodec.VP8);
        assertThat(formats(av1)).containsExactly("CODEC_AV1 45/46 0", "CODEC_VP8 96/97");
        assertThat(numbers(av1.request().getSends(1).getExtensionsList())).contains("dependencies 12");
        assertThat(av1.answer(Offers.accept(av1.request()))).contains("m=video 9 UDP/TLS/RTP/SAVPF 45 46 96 97\r\n");
        PendingAnswer h264 = Offers.read(chromium, VideoCodec.H264);
        assertThat(formats(h264)).hasSize(6).first().isEqualTo("CODEC_H264 102/103 42001f 1");
        assertThat(numbers(h264.request().getSends(1).getExtensionsList())).doesNotContain("dependencies");
        ClientMessage.Offer firefox = Offers.small(Offers.text("firefox-offer-simulcast"));
        assertThat(formats(Offers.read(firefox, VideoCodec.H264, VideoCodec.VP9)))
                .containsExactly("CODEC_VP9 121/125 0");
    }

    @ParameterizedTest
    @CsvSource({
        "packetization-mode=1;profile-level-id=42e01f, packetization-mode=2;profile-level-id=42e01f",
        "packetization-mode=1;profile-level-id=42e01f, packetization-mode=1;profile-level-id=123456",
        "packetization-mode=1;profile-level-id=42e01f, packetization-mode=1;profile-level-id=f4001f"
    })
    void passesOverFormatsThatAreNotForwarded(String before, String after) throws BadOfferException {
        String sdp = Offers.text("chromium-offer");
        assertThat(sdp).contains(before);
        PendingAnswer pending = Offers.read(Offers.small(sdp.replace(before, after)));
        assertThat(formats(pending)).hasSize(9).noneMatch(format -> format.contains("108/109"));
    }

    @Test
    void doesWithoutRetransmission() throws BadOfferException {
        String sdp = Offers.text("chromium-offer").replace("a=fmtp:97 apt=96\r\n", "");
        PendingAnswer pending = Offers.read(Offers.small(sdp), VideoCodec.VP8);
        assertThat(pending.request().getSends(1).getCodecs(0).hasRtxPayloadType())
                .isFalse();
        assertThat(pending.request().getSends(1).getEncodings(0).hasRtxSsrc()).isFalse();
        assertThat(pending.answer(Offers.accept(pending.request()))).contains("m=video 9 UDP/TLS/RTP/SAVPF 96\r\n");
    }

    @Test
    void takesExtensionsOnlyInTheirDirection() throws BadOfferException {
        String sdp = Offers.text("chromium-offer")
                .replace("a=extmap:1 urn", "a=extmap:1/recvonly urn")
                .replace("a=extmap:4 urn", "a=extmap:4/sendonly urn");
        assertThat(numbers(Offers.read(Offers.small(sdp)).request().getSends(0).getExtensionsList()))
                .isEqualTo("cc 3, mid 4");
    }

    @Test
    void numbersSlotsOnlyForWhoReports() throws BadOfferException {
        String sdp = Offers.text("chromium-offer-18").replaceAll("a=rtcp-fb:\\d+ transport-cc\r\n", "");
        PendingAnswer pending = Offers.read(Offers.full(sdp));
        assertSlots(pending.request(), "mid 4");
        assertThat(pending.answer(Offers.accept(pending.request()))).doesNotContain("rtcp-fb:96 transport-cc");
    }

    @Test
    void needsAStreamForEachSlot() throws BadOfferException {
        PendingAnswer pending = Offers.read(Offers.full(Offers.text("chromium-offer-18")));
        JoinResponse response =
                Offers.accept(pending.request()).toBuilder().clearStreams().build();
        assertThatThrownBy(() -> pending.answer(response)).isInstanceOf(IllegalStateException.class);
    }

    /** Of the camera: codec, payload types, profile, and packetization mode where it has one. */
    private static List<String> formats(PendingAnswer pending) {
        return pending.request().getSends(1).getCodecsList().stream()
                .map(codec -> (codec.getCodec() + " " + codec.getPayloadType() + "/" + codec.getRtxPayloadType() + " "
                                + codec.getProfile()
                                + (codec.getCodec() == Codec.CODEC_H264 ? " " + codec.getPacketizationMode() : ""))
                        .strip())
                .toList();
    }

    private static String answer(String sdp) throws BadOfferException {
        PendingAnswer pending = Offers.read(Offers.full(sdp));
        return pending.answer(Offers.accept(pending.request()));
    }

    private static void assertCodec(CodecParameters codec, int payloadType, int rtxPayloadType) {
        assertThat(codec.getPayloadType()).isEqualTo(payloadType);
        assertThat(codec.getRtxPayloadType()).isEqualTo(rtxPayloadType);
    }

    private static void assertSlots(JoinRequest request, String extensions) {
        List<String> mids = new ArrayList<>();
        for (Slot slot : request.getSlotsList()) {
            assertThat(slot.hasAudio()).isNotEqualTo(slot.getScreen());
            if (slot.hasAudio()) {
                mids.add(slot.getAudio().getMid());
                assertThat(numbers(slot.getAudio().getExtensionsList())).isEqualTo(extensions);
            }
            mids.add(slot.getVideo().getMid());
            assertThat(numbers(slot.getVideo().getExtensionsList())).isEqualTo(extensions);
        }
        assertThat(mids)
                .containsExactly("3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17");
    }

    private static String numbers(List<ExtensionParameters> extensions) {
        Map<String, Integer> byName = new TreeMap<>();
        for (ExtensionParameters extension : extensions) {
            byName.put(name(extension.getExtension()), extension.getId());
        }
        return byName.toString().replace("{", "").replace("}", "").replace('=', ' ');
    }

    private static String name(HeaderExtension extension) {
        return switch (extension) {
            case HEADER_EXTENSION_MID -> "mid";
            case HEADER_EXTENSION_AUDIO_LEVEL -> "audio";
            case HEADER_EXTENSION_TRANSPORT_WIDE_CC -> "cc";
            case HEADER_EXTENSION_RID -> "rid";
            case HEADER_EXTENSION_REPAIRED_RID -> "repaired";
            case HEADER_EXTENSION_DEPENDENCY_DESCRIPTOR -> "dependencies";
            case HEADER_EXTENSION_UNSPECIFIED, UNRECOGNIZED -> "unknown";
        };
    }
}
