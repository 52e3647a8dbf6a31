// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.google.protobuf.ByteString;
import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.Fingerprint;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.IceParameters;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.Slot;
import io.apotheca.media.control.v1.Source;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.rtp.codec.H264Profile;
import io.apotheca.media.transport.StreamNames;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A join is refused in words before any loop sees it, or makes sense. */
class RequestsTest {
    private static final String LONG = "x".repeat(65);

    private static void checkAll(JoinRequest request) {
        Requests.check(request);
        Requests.ice(request);
        Requests.fingerprints(request);
    }

    @Test
    void takesWhatSignalingSends() {
        JoinRequest request = JoinRequests.of("room", "alice").build();
        assertThatCode(() -> checkAll(request)).doesNotThrowAnyException();
        assertThat(Requests.extension(request, HeaderExtension.HEADER_EXTENSION_MID))
                .isEqualTo(JoinRequests.MID_EXTENSION);
        assertThat(Requests.extension(request, HeaderExtension.HEADER_EXTENSION_AUDIO_LEVEL))
                .isZero();
    }

    @Test
    void passesOverFingerprintsOfHashesWeDoNotTrust() {
        JoinRequest request = JoinRequests.of("room", "alice")
                .addFingerprints(
                        Fingerprint.newBuilder().setAlgorithm("sha-1").setDigest(ByteString.copyFrom(new byte[20])))
                .build();
        assertThat(Requests.fingerprints(request)).hasSize(1);
    }

    private static Arguments refused(String name, Consumer<JoinRequest.Builder> spoil) {
        return argumentSet(name, spoil);
    }

    private static SendSection.Builder microphone() {
        return JoinRequests.send("0", Source.SOURCE_MICROPHONE, JoinRequests.OPUS_CODEC);
    }

    private static CodecParameters.Builder opus() {
        return JoinRequests.OPUS_CODEC.toBuilder();
    }

    static Stream<Arguments> spoiled() {
        return Stream.of(
                refused("no room", request -> request.clearRoomId()),
                refused("a long room", request -> request.setRoomId(LONG)),
                refused("no participant", request -> request.clearParticipantId()),
                refused("a long participant", request -> request.setParticipantId(LONG)),
                refused("an unknown importance", request -> request.setImportanceValue(99)),
                refused("no ice", request -> request.clearIce()),
                refused(
                        "a short password",
                        request -> request.setIce(
                                IceParameters.newBuilder().setUfrag("abcd").setPwd("short"))),
                refused("no fingerprint", request -> request.clearFingerprints()),
                refused(
                        "only a weak fingerprint",
                        request -> request.setFingerprints(
                                0,
                                Fingerprint.newBuilder()
                                        .setAlgorithm("sha-1")
                                        .setDigest(ByteString.copyFrom(new byte[20])))),
                refused(
                        "half a fingerprint",
                        request -> request.setFingerprints(
                                0,
                                Fingerprint.newBuilder()
                                        .setAlgorithm("sha-256")
                                        .setDigest(ByteString.copyFrom(new byte[16])))),
                refused("no mid", request -> request.setSends(0, microphone().clearMid())),
                refused(
                        "a long mid",
                        request -> request.setSends(0, microphone().setMid(LONG))),
                refused(
                        "a mid twice",
                        request -> request.setSends(0, microphone().setMid("1"))),
                refused(
                        "a mid in a slot again",
                        request -> request.setSends(0, microphone().setMid("4"))),
                refused("no source", request -> request.setSends(0, microphone().clearSource())),
                refused(
                        "an unknown source",
                        request -> request.setSends(0, microphone().setSourceValue(99))),
                refused(
                        "two microphones",
                        request -> request.addSends(microphone().setMid("9"))),
                refused("no codec", request -> request.setSends(0, microphone().clearCodecs())),
                refused(
                        "an unknown codec",
                        request -> request.setSends(0, microphone().setCodecs(0, opus().setCodecValue(99)))),
                refused(
                        "a microphone of pictures",
                        request -> request.setSends(0, microphone().setCodecs(0, JoinRequests.VP8_CODEC))),
                refused(
                        "a payload type beyond seven bits",
                        request -> request.setSends(0, microphone().setCodecs(0, opus().setPayloadType(128)))),
                refused(
                        "a huge payload type",
                        request -> request.setSends(0, microphone().setCodecs(0, opus().setPayloadType(-1)))),
                refused(
                        "an RTX payload type beyond seven bits",
                        request -> request.setSends(0, microphone().setCodecs(0, opus().setRtxPayloadType(300)))),
                refused(
                        "an extension id of zero",
                        request -> request.setSends(0, withExtension(HeaderExtension.HEADER_EXTENSION_AUDIO_LEVEL, 0))),
                refused(
                        "an extension id beyond a byte",
                        request -> request.setSends(
                                0, withExtension(HeaderExtension.HEADER_EXTENSION_TRANSPORT_WIDE_CC, 256))),
                refused(
                        "a slot without a picture",
                        request -> request.setSlots(
                                0, request.getSlots(0).toBuilder().clearVideo())),
                refused(
                        "a slot without sound",
                        request -> request.setSlots(
                                0, request.getSlots(0).toBuilder().clearAudio())),
                refused(
                        "a screen slot with sound",
                        request -> request.setSlots(
                                0, request.getSlots(0).toBuilder().setScreen(true))),
                refused(
                        "a slot of the wrong codec",
                        request -> request.setSlots(
                                1,
                                Slot.newBuilder()
                                        .setScreen(true)
                                        .setVideo(JoinRequests.section("5", JoinRequests.OPUS_CODEC)))),
                refused(
                        "no codecs in a slot",
                        request -> request.getSlotsBuilder(1).getVideoBuilder().clearCodecs()),
                refused(
                        "a payload type twice",
                        request -> request.getSendsBuilder(1).addCodecs(JoinRequests.VP8_CODEC)),
                refused(
                        "redundant audio from a microphone",
                        request -> request.setSends(0, microphone().setCodecs(0, opus().setRedPayloadType(63)))),
                refused("redundant audio under its own payload type", request -> redundant(request, JoinRequests.OPUS)),
                refused("redundant audio beyond seven bits", request -> redundant(request, 128)),
                refused(
                        "redundant pictures",
                        request -> request.getSlotsBuilder(1)
                                .getVideoBuilder()
                                .getCodecsBuilder(0)
                                .setRedPayloadType(63)),
                refused(
                        "H264 without a profile",
                        request -> request.getSendsBuilder(1).addCodecs(h264(""))),
                refused(
                        "H264 of no known profile",
                        request -> request.getSendsBuilder(1).addCodecs(h264("000000"))),
                refused(
                        "H264 of another mode",
                        request -> request.getSendsBuilder(1)
                                .addCodecs(h264("42e01f").setPacketizationMode(2))),
                refused(
                        "VP9 of a profile that is no number",
                        request ->
                                request.getSendsBuilder(1).addCodecs(h264("x").setCodec(Codec.CODEC_VP9))),
                refused("four encodings", request -> encodings(request, "a", "b", "c", "d")),
                refused("a rid twice", request -> encodings(request, "a", "a")),
                refused("an encoding without a name", request -> encodings(request, "a", "")),
                refused("a long rid", request -> encodings(request, "a", "x".repeat(17))),
                refused(
                        "an extension id of a slot beyond a byte",
                        request -> request.getSlotsBuilder(1)
                                .getVideoBuilder()
                                .addExtensionsBuilder()
                                .setExtension(HeaderExtension.HEADER_EXTENSION_DEPENDENCY_DESCRIPTOR)
                                .setId(256)),
                refused("too many sections", request -> {
                    for (int i = 10; i < 80; i++) {
                        request.addSlots(Slot.newBuilder()
                                .setScreen(true)
                                .setVideo(JoinRequests.section("" + i, JoinRequests.VP8_CODEC)));
                    }
                }));
    }

    private static void redundant(JoinRequest.Builder request, int payloadType) {
        request.getSlotsBuilder(0).getAudioBuilder().getCodecsBuilder(0).setRedPayloadType(payloadType);
    }

    private static CodecParameters.Builder h264(String profile) {
        return CodecParameters.newBuilder()
                .setCodec(Codec.CODEC_H264)
                .setPayloadType(102)
                .setRtxPayloadType(103)
                .setPacketizationMode(1)
                .setProfile(profile);
    }

    private static void encodings(JoinRequest.Builder request, String... rids) {
        for (String rid : rids) {
            request.getSendsBuilder(1).addEncodingsBuilder().setRid(rid);
        }
    }

    @Test
    void readsCodecsAndStreams() {
        JoinRequest.Builder request = JoinRequests.of("room", "alice");
        request.getSendsBuilder(1).addCodecs(h264("42e01f"));
        encodings(request, "h", "q", "f");
        request.getSendsBuilder(1).getEncodingsBuilder(0).setMaxHeight(360).setSsrc(9);
        request.getSendsBuilder(1).getEncodingsBuilder(1).setMaxHeight(180);
        request.getSendsBuilder(1).getEncodingsBuilder(2).setMaxHeight(720);
        checkAll(request.build());
        SendSection camera = request.getSends(1);
        assertThat(Requests.encodings(camera.getCodecsList(), true))
                .containsExactly(
                        new Encoding(io.apotheca.media.forward.Codec.VP8, JoinRequests.VP8, JoinRequests.RTX),
                        new Encoding(
                                io.apotheca.media.forward.Codec.H264,
                                H264Profile.CONSTRAINED_BASELINE.format(1),
                                102,
                                103));
        assertThat(Requests.streams(camera))
                .containsExactly(new StreamNames("q", 0, 0), new StreamNames("h", 9, 0), new StreamNames("f", 0, 0));
    }

    @Test
    void readsRedundantAudioOfASlot() {
        JoinRequest.Builder request = JoinRequests.of("room", "alice");
        redundant(request, 63);
        checkAll(request.build());
        assertThat(Requests.encodings(request.getSlots(0).getAudio().getCodecsList(), false))
                .containsExactly(
                        new Encoding(io.apotheca.media.forward.Codec.OPUS, 0, JoinRequests.OPUS, Encoding.NONE, 63));
    }

    private static SendSection.Builder withExtension(HeaderExtension extension, int id) {
        SendSection.Builder microphone = microphone();
        microphone.addExtensionsBuilder().setExtension(extension).setId(id);
        return microphone;
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    void refuses(Consumer<JoinRequest.Builder> spoil) {
        JoinRequest.Builder request = JoinRequests.of("room", "alice");
        spoil.accept(request);
        assertThatThrownBy(() -> checkAll(request.build())).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(e.getStatus().getDescription()).isNotBlank();
        });
    }
}
