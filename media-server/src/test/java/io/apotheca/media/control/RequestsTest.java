// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.google.protobuf.ByteString;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.Fingerprint;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.IceParameters;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.Slot;
import io.apotheca.media.control.v1.Source;
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
                refused("too many sections", request -> {
                    for (int i = 10; i < 80; i++) {
                        request.addSlots(Slot.newBuilder()
                                .setScreen(true)
                                .setVideo(JoinRequests.section("" + i, JoinRequests.VP8_CODEC)));
                    }
                }));
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
