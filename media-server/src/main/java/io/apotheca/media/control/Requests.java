// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.SendEncoding;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.Slot;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.Source;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.room.Importance;
import io.apotheca.media.rtp.codec.H264Profile;
import io.apotheca.media.transport.StreamNames;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads control requests into the core's terms, and refuses what makes no sense before any loop sees it. */
final class Requests {
    private static final int MAX_SECTIONS = 64;
    private static final int MAX_ID = 64;
    private static final int MAX_RID = 16;
    private static final int MAX_CODECS = 16;
    private static final int MAX_EXTENSION_ID = 255;

    private Requests() {}

    static StatusRuntimeException invalid(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }

    static void check(JoinRequest request) {
        id(request.getRoomId(), "room_id");
        id(request.getParticipantId(), "participant_id");
        var _ = importance(request);
        Set<String> mids = new HashSet<>();
        Set<Source> sources = new HashSet<>();
        for (SendSection send : request.getSendsList()) {
            mid(send.getMid(), mids);
            if (!sources.add(source(send.getSource()))) {
                throw invalid("two sections of one source");
            }
            encodings(send.getCodecsList(), send.getSource() != io.apotheca.media.control.v1.Source.SOURCE_MICROPHONE);
            if (send.getCodecsList().stream().anyMatch(CodecParameters::hasRedPayloadType)) {
                throw invalid("redundant audio is sent, not received");
            }
            streams(send);
        }
        for (Slot slot : request.getSlotsList()) {
            if (slot.hasAudio() == slot.getScreen() || !slot.hasVideo()) {
                throw invalid("a slot has audio and video, a screen slot only video");
            }
            if (slot.hasAudio()) {
                mid(slot.getAudio().getMid(), mids);
                encodings(slot.getAudio().getCodecsList(), false);
            }
            mid(slot.getVideo().getMid(), mids);
            encodings(slot.getVideo().getCodecsList(), true);
        }
        if (mids.size() > MAX_SECTIONS) {
            throw invalid("too many sections");
        }
        for (HeaderExtension each : HeaderExtension.values()) {
            extension(request, each);
            for (Slot slot : request.getSlotsList()) {
                extension(slot.getVideo().getExtensionsList(), each);
                extension(slot.getAudio().getExtensionsList(), each);
            }
        }
    }

    static void id(String value, String field) {
        if (value.isEmpty() || value.length() > MAX_ID) {
            throw invalid(field + " is missing or too long");
        }
    }

    private static void mid(String mid, Set<String> seen) {
        id(mid, "mid");
        if (!seen.add(mid)) {
            throw invalid("a mid comes twice");
        }
    }

    static IceParameters ice(JoinRequest request) {
        return ice(request.getIce());
    }

    static IceParameters ice(RestartIceRequest request) {
        return ice(request.getIce());
    }

    private static IceParameters ice(io.apotheca.media.control.v1.IceParameters ice) {
        try {
            return new IceParameters(ice.getUfrag(), ice.getPwd());
        } catch (IllegalArgumentException e) {
            throw invalid("ice parameters are malformed");
        }
    }

    static List<Fingerprint> fingerprints(JoinRequest request) {
        List<Fingerprint> known = new ArrayList<>();
        for (io.apotheca.media.control.v1.Fingerprint each : request.getFingerprintsList()) {
            try {
                known.add(new Fingerprint(each.getAlgorithm(), each.getDigest().toByteArray()));
            } catch (IllegalArgumentException _) {
                // A hash function we don't trust; the others count.
            }
        }
        if (known.isEmpty()) {
            throw invalid("no usable fingerprint");
        }
        return known;
    }

    static Source source(io.apotheca.media.control.v1.Source source) {
        return switch (source) {
            case SOURCE_MICROPHONE -> Source.MICROPHONE;
            case SOURCE_CAMERA -> Source.CAMERA;
            case SOURCE_SCREEN -> Source.SCREEN;
            case SOURCE_UNSPECIFIED, UNRECOGNIZED -> throw invalid("unknown source");
        };
    }

    static Importance importance(JoinRequest request) {
        return switch (request.getImportance()) {
            case IMPORTANCE_UNSPECIFIED -> Importance.USUAL;
            case IMPORTANCE_READ -> Importance.READ;
            case UNRECOGNIZED -> throw invalid("unknown importance");
        };
    }

    /** Of one section: at least one, and no payload type twice. */
    static List<Encoding> encodings(List<CodecParameters> codecs, boolean video) {
        if (codecs.isEmpty() || codecs.size() > MAX_CODECS) {
            throw invalid("a section has 1 to " + MAX_CODECS + " codecs");
        }
        Set<Integer> payloadTypes = new HashSet<>();
        List<Encoding> encodings = new ArrayList<>();
        for (CodecParameters each : codecs) {
            Encoding encoding = encoding(each, video);
            if (!payloadTypes.add(encoding.payloadType())
                    || (encoding.hasRtx() && !payloadTypes.add(encoding.rtxPayloadType()))
                    || (encoding.hasRed() && !payloadTypes.add(encoding.redPayloadType()))) {
                throw invalid("a payload type comes twice");
            }
            encodings.add(encoding);
        }
        return encodings;
    }

    private static Encoding encoding(CodecParameters parameters, boolean video) {
        Codec codec = switch (parameters.getCodec()) {
            case CODEC_OPUS -> Codec.OPUS;
            case CODEC_VP8 -> Codec.VP8;
            case CODEC_VP9 -> Codec.VP9;
            case CODEC_H264 -> Codec.H264;
            case CODEC_AV1 -> Codec.AV1;
            case CODEC_UNSPECIFIED, UNRECOGNIZED -> throw invalid("unknown codec");
        };
        if (codec.video() != video) {
            throw invalid("the codec is not of the section's kind");
        }
        try {
            return new Encoding(
                    codec,
                    profile(codec, parameters),
                    parameters.getPayloadType(),
                    parameters.hasRtxPayloadType() ? parameters.getRtxPayloadType() : Encoding.NONE,
                    parameters.hasRedPayloadType() ? parameters.getRedPayloadType() : Encoding.NONE);
        } catch (IllegalArgumentException e) {
            throw invalid("payload type or profile out of range");
        }
    }

    /** Throws IllegalArgumentException for one that makes no sense. */
    private static int profile(Codec codec, CodecParameters parameters) {
        return switch (codec) {
            case OPUS, VP8 -> 0;
            case VP9, AV1 -> parameters.getProfile().isEmpty() ? 0 : Integer.parseInt(parameters.getProfile());
            case H264 -> {
                if (parameters.getPacketizationMode() < 0 || parameters.getPacketizationMode() > 1) {
                    throw new IllegalArgumentException("packetization mode out of range");
                }
                yield H264Profile.parse(parameters.getProfile()).format(parameters.getPacketizationMode());
            }
        };
    }

    /** How the streams of a source are known, lowest picture first. */
    static List<StreamNames> streams(SendSection send) {
        List<SendEncoding> encodings = new ArrayList<>(send.getEncodingsList());
        if (encodings.isEmpty()) {
            return List.of(new StreamNames(0, 0));
        }
        if (encodings.size() > InboundTrack.MAX_STREAMS) {
            throw invalid("too many encodings");
        }
        Set<String> rids = new HashSet<>();
        for (SendEncoding each : encodings) {
            boolean named = !each.getRid().isEmpty() || each.getSsrc() != 0;
            if ((!named && encodings.size() > 1) || each.getRid().length() > MAX_RID) {
                throw invalid("an encoding has neither a rid nor an ssrc, or a rid too long");
            }
            if (!each.getRid().isEmpty() && !rids.add(each.getRid())) {
                throw invalid("a rid comes twice");
            }
        }
        encodings.sort(Comparator.comparingLong(each -> Integer.toUnsignedLong(each.getMaxHeight())));
        return encodings.stream()
                .map(each -> new StreamNames(each.getRid(), each.getSsrc(), each.getRtxSsrc()))
                .toList();
    }

    /** The id under which the sending sections negotiated an extension, or 0. With BUNDLE there is one for all. */
    static int extension(JoinRequest request, HeaderExtension extension) {
        for (SendSection send : request.getSendsList()) {
            int id = extension(send.getExtensionsList(), extension);
            if (id != 0) {
                return id;
            }
        }
        return 0;
    }

    /** The id of an extension in one section, or 0. */
    static int extension(List<ExtensionParameters> section, HeaderExtension extension) {
        for (ExtensionParameters each : section) {
            if (each.getExtension() == extension) {
                if (each.getId() < 1 || each.getId() > MAX_EXTENSION_ID) {
                    throw invalid("header extension id out of range");
                }
                return each.getId();
            }
        }
        return 0;
    }
}
