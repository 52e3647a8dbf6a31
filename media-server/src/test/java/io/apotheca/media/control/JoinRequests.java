// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import com.google.protobuf.ByteString;
import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.Fingerprint;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.IceParameters;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.MediaKind;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.Slot;
import io.apotheca.media.control.v1.SlotSection;
import io.apotheca.media.control.v1.Source;

/** A join as signaling sends one: microphone, camera and screen, one person slot and one for a screen. */
final class JoinRequests {
    static final int OPUS = 111;
    static final int VP8 = 96;
    static final int RTX = 97;
    static final int MID_EXTENSION = 4;
    static final CodecParameters OPUS_CODEC = CodecParameters.newBuilder()
            .setCodec(Codec.CODEC_OPUS)
            .setPayloadType(OPUS)
            .build();
    static final CodecParameters VP8_CODEC = CodecParameters.newBuilder()
            .setCodec(Codec.CODEC_VP8)
            .setPayloadType(VP8)
            .setRtxPayloadType(RTX)
            .build();

    private JoinRequests() {}

    /** With credentials that nobody will use. */
    static JoinRequest.Builder of(String room, String participant) {
        return of(room, participant, "abcd", "abcdefghijklmnopqrstuv", new byte[32]);
    }

    static JoinRequest.Builder of(String room, String participant, String ufrag, String pwd, byte[] digest) {
        return JoinRequest.newBuilder()
                .setRoomId(room)
                .setParticipantId(participant)
                .setIce(IceParameters.newBuilder().setUfrag(ufrag).setPwd(pwd))
                .addFingerprints(
                        Fingerprint.newBuilder().setAlgorithm("sha-256").setDigest(ByteString.copyFrom(digest)))
                .addSends(send("0", Source.SOURCE_MICROPHONE, OPUS_CODEC))
                .addSends(send("1", Source.SOURCE_CAMERA, VP8_CODEC))
                .addSends(send("2", Source.SOURCE_SCREEN, VP8_CODEC))
                .addSlots(Slot.newBuilder().setAudio(section("3", OPUS_CODEC)).setVideo(section("4", VP8_CODEC)))
                .addSlots(Slot.newBuilder().setVideo(section("5", VP8_CODEC)).setScreen(true));
    }

    static SendSection.Builder send(String mid, Source source, CodecParameters codec) {
        return SendSection.newBuilder()
                .setMid(mid)
                .setKind(source == Source.SOURCE_MICROPHONE ? MediaKind.MEDIA_KIND_AUDIO : MediaKind.MEDIA_KIND_VIDEO)
                .setSource(source)
                .addCodecs(codec)
                .addExtensions(ExtensionParameters.newBuilder()
                        .setExtension(HeaderExtension.HEADER_EXTENSION_MID)
                        .setId(MID_EXTENSION));
    }

    static SlotSection.Builder section(String mid, CodecParameters codec) {
        return SlotSection.newBuilder().setMid(mid).addCodecs(codec);
    }
}
