// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.Slot;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.Source;
import io.apotheca.media.ice.IceParameters;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads control requests into the core's terms, and refuses what makes no sense before any loop sees it. */
final class Requests {
    private static final int MAX_SECTIONS = 64;
    private static final int MAX_ID = 64;
    private static final int MAX_EXTENSION_ID = 255;

    private Requests() {}

    static StatusRuntimeException invalid(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }

    static void check(JoinRequest request) {
        id(request.getRoomId(), "room_id");
        id(request.getParticipantId(), "participant_id");
        Set<String> mids = new HashSet<>();
        Set<Source> sources = new HashSet<>();
        for (SendSection send : request.getSendsList()) {
            mid(send.getMid(), mids);
            if (!sources.add(source(send.getSource()))) {
                throw invalid("two sections of one source");
            }
            encoding(send.getCodec(), send.getSource() != io.apotheca.media.control.v1.Source.SOURCE_MICROPHONE);
        }
        for (Slot slot : request.getSlotsList()) {
            if (slot.hasAudio() == slot.getScreen() || !slot.hasVideo()) {
                throw invalid("a slot has audio and video, a screen slot only video");
            }
            if (slot.hasAudio()) {
                mid(slot.getAudio().getMid(), mids);
                encoding(slot.getAudio().getCodec(), false);
            }
            mid(slot.getVideo().getMid(), mids);
            encoding(slot.getVideo().getCodec(), true);
        }
        if (mids.size() > MAX_SECTIONS) {
            throw invalid("too many sections");
        }
        for (HeaderExtension each : HeaderExtension.values()) {
            extension(request, each);
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

    static Encoding encoding(CodecParameters parameters, boolean video) {
        Codec codec = switch (parameters.getCodec()) {
            case CODEC_OPUS -> Codec.OPUS;
            case CODEC_VP8 -> Codec.VP8;
            case CODEC_UNSPECIFIED, UNRECOGNIZED -> throw invalid("unknown codec");
        };
        if (codec.video() != video) {
            throw invalid("the codec is not of the section's kind");
        }
        try {
            return new Encoding(
                    codec,
                    parameters.getPayloadType(),
                    parameters.hasRtxPayloadType() ? parameters.getRtxPayloadType() : Encoding.NONE);
        } catch (IllegalArgumentException e) {
            throw invalid("payload type out of range");
        }
    }

    /** The id under which the sending sections negotiated an extension, or 0. With BUNDLE there is one for all. */
    static int extension(JoinRequest request, HeaderExtension extension) {
        for (SendSection send : request.getSendsList()) {
            for (ExtensionParameters each : send.getExtensionsList()) {
                if (each.getExtension() == extension) {
                    if (each.getId() < 1 || each.getId() > MAX_EXTENSION_ID) {
                        throw invalid("header extension id out of range");
                    }
                    return each.getId();
                }
            }
        }
        return 0;
    }
}
