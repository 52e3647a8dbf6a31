// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import com.google.protobuf.ByteString;
import io.apotheca.media.control.v1.Candidate;
import io.apotheca.media.control.v1.CandidateProtocol;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.Fingerprint;
import io.apotheca.media.control.v1.IceParameters;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.RestartIceResponse;
import io.apotheca.media.control.v1.Slot;
import io.apotheca.media.control.v1.SlotSection;
import io.apotheca.media.control.v1.SlotStream;
import io.apotheca.signaling.config.VideoCodec;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.SlotMids;
import io.apotheca.signaling.wire.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Offers of real browsers, what their m-lines are for, and a media service that says yes. */
public final class Offers {
    private static final Map<String, Source> SOURCES =
            Map.of("0", Source.MICROPHONE, "1", Source.CAMERA, "2", Source.SCREEN);

    private Offers() {}

    public static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Offers.class.getResourceAsStream(name + ".sdp"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Three sources, seven slots of a person and one of a screen: 18 m-lines. */
    public static ClientMessage.Offer full(String sdp) {
        List<SlotMids> slots = new ArrayList<>();
        for (int mid = 3; mid < 17; mid += 2) {
            slots.add(SlotMids.person(String.valueOf(mid), String.valueOf(mid + 1)));
        }
        slots.add(SlotMids.screen("17"));
        return new ClientMessage.Offer(sdp, SOURCES, slots);
    }

    /** Microphone and camera. */
    static ClientMessage.Offer small(String sdp) {
        return new ClientMessage.Offer(sdp, Map.of("0", Source.MICROPHONE, "1", Source.CAMERA), List.of());
    }

    static PendingAnswer read(ClientMessage.Offer offer) throws BadOfferException {
        return read(offer, VideoCodec.VP8, VideoCodec.H264, VideoCodec.VP9, VideoCodec.AV1);
    }

    static PendingAnswer read(ClientMessage.Offer offer, VideoCodec... codecs) throws BadOfferException {
        return Negotiation.joinRequest("room", "participant", offer, List.of(codecs));
    }

    public static JoinResponse accept(JoinRequest request) {
        JoinResponse.Builder response = JoinResponse.newBuilder()
                .setIce(IceParameters.newBuilder().setUfrag("serverUfrag").setPwd("serverPasswordOf24Chars+"))
                .addFingerprints(
                        Fingerprint.newBuilder().setAlgorithm("sha-256").setDigest(ByteString.copyFrom(new byte[32])))
                .addCandidates(Candidate.newBuilder()
                        .setFoundation("1")
                        .setPriority(0x7EFF_FFFF)
                        .setAddress("192.0.2.1")
                        .setPort(40000))
                .addCandidates(Candidate.newBuilder()
                        .setFoundation("2")
                        .setPriority(0x7EFF_FFFE)
                        .setAddress("2001:db8::1")
                        .setPort(40000))
                .addCandidates(tcp());
        int number = 0;
        for (Slot slot : request.getSlotsList()) {
            number++;
            if (slot.hasAudio()) {
                response.addStreams(stream(slot.getAudio(), number, 1000 + number));
            }
            response.addStreams(stream(slot.getVideo(), number, 0xF000_0000 + number));
        }
        return response.build();
    }

    private static Candidate tcp() {
        return Candidate.newBuilder()
                .setFoundation("3")
                .setPriority(0x5A9F_FDFF)
                .setProtocol(CandidateProtocol.CANDIDATE_PROTOCOL_TCP_PASSIVE)
                .setAddress("192.0.2.1")
                .setPort(40001)
                .build();
    }

    public static RestartIceResponse accept(RestartIceRequest request) {
        return RestartIceResponse.newBuilder()
                .setIce(IceParameters.newBuilder()
                        .setUfrag("newOf" + request.getIce().getUfrag())
                        .setPwd("newPasswordOf24Charsssss"))
                .addCandidates(tcp())
                .build();
    }

    private static SlotStream stream(SlotSection section, int number, int ssrc) {
        SlotStream.Builder stream = SlotStream.newBuilder()
                .setMid(section.getMid())
                .setSsrc(ssrc)
                .setCname("cname")
                .setStreamId("slot" + number);
        if (section.getCodecsList().stream().anyMatch(CodecParameters::hasRtxPayloadType)) {
            stream.setRtxSsrc(ssrc + 0x100);
        }
        return stream.build();
    }
}
