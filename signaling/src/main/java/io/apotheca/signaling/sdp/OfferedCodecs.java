// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.signaling.config.VideoCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks the codecs of an m-line, by the offer's numbers: the first Opus, or every video format that the media server
 * forwards, each with its retransmission stream. Nothing is transcoded, so a slot takes all that both sides know.
 */
final class OfferedCodecs {
    /** Transport-wide feedback: goes with the header extension of that name. */
    static final String TRANSPORT_FEEDBACK = "transport-cc";

    /** Feedback by stream (RFC 8888 section 6). */
    static final String STREAM_FEEDBACK = "ack ccfb";

    private static final int MAX_PAYLOAD_TYPE = 127;
    /** Of one m-line. */
    private static final int MAX_FORMATS = 16;

    private OfferedCodecs() {}

    static CodecParameters opus(MediaDescription section) throws BadOfferException {
        int payloadType = find(section, "opus/48000/2");
        if (payloadType < 0) {
            throw new BadOfferException(OfferProblem.NO_OPUS, section);
        }
        return CodecParameters.newBuilder()
                .setCodec(Codec.CODEC_OPUS)
                .setPayloadType(payloadType)
                .build();
    }

    /** Opus, and with it the redundant audio made of it (RED) where that was offered. */
    static CodecParameters opusWithRed(MediaDescription section) throws BadOfferException {
        CodecParameters opus = opus(section);
        for (String format : section.formats()) {
            if ("red/48000/2".equals(encoding(section, format))
                    && repeats(section, format, opus.getPayloadType())
                    && usable(format)) {
                return opus.toBuilder()
                        .setRedPayloadType(Integer.parseInt(format))
                        .build();
            }
        }
        return opus;
    }

    /** The formats of these codecs, in the order of the codecs: the client sends the first. */
    static List<CodecParameters> video(MediaDescription section, List<VideoCodec> codecs) throws BadOfferException {
        List<CodecParameters> picked = new ArrayList<>();
        for (VideoCodec codec : codecs) {
            for (String format : section.formats()) {
                CodecParameters read = video(section, format, codec);
                if (read != null
                        && picked.size() < MAX_FORMATS
                        && picked.stream().noneMatch(known -> known.getPayloadType() == read.getPayloadType())) {
                    picked.add(read);
                }
            }
        }
        if (picked.isEmpty()) {
            throw new BadOfferException(OfferProblem.NO_VIDEO_CODEC, section);
        }
        return picked;
    }

    private static @Nullable CodecParameters video(MediaDescription section, String format, VideoCodec codec) {
        String encoding = codec.name().toLowerCase(Locale.ROOT) + "/90000";
        if (!encoding.equals(encoding(section, format)) || !usable(format)) {
            return null;
        }
        CodecParameters.Builder read = VideoProfiles.read(codec, parameters(section, format));
        if (read == null) {
            return null;
        }
        int payloadType = Integer.parseInt(format);
        int retransmission = findRetransmission(section, payloadType);
        if (retransmission >= 0) {
            read.setRtxPayloadType(retransmission);
        }
        return read.setPayloadType(payloadType).build();
    }

    /** Whether the feedback was offered for the payload type or for all (RFC 4585 section 4.2). */
    static boolean offersFeedback(MediaDescription section, int payloadType, String feedback) {
        List<String> offered = section.attributes().all("rtcp-fb");
        return offered.contains(payloadType + " " + feedback) || offered.contains("* " + feedback);
    }

    /** Whether the feedback was offered for all of these formats. */
    static boolean offersFeedback(MediaDescription section, List<CodecParameters> codecs, String feedback) {
        return codecs.stream().allMatch(codec -> offersFeedback(section, codec.getPayloadType(), feedback));
    }

    private static int find(MediaDescription section, String encoding) {
        for (String format : section.formats()) {
            if (encoding.equals(encoding(section, format)) && usable(format)) {
                return Integer.parseInt(format);
            }
        }
        return -1;
    }

    private static int findRetransmission(MediaDescription section, int payloadType) {
        for (String format : section.formats()) {
            if ("rtx/90000".equals(encoding(section, format))
                    && repairs(section, format, payloadType)
                    && usable(format)) {
                return Integer.parseInt(format);
            }
        }
        return -1;
    }

    /** Whether a=fmtp of a retransmission format has the apt of the payload type (RFC 4588 section 8.1). */
    private static boolean repairs(MediaDescription section, String format, int payloadType) {
        return String.valueOf(payloadType).equals(parameters(section, format).get("apt"));
    }

    /** Whether a=fmtp of a redundant format allows the payload type before itself: "111/111" (RFC 2198 section 5). */
    private static boolean repeats(MediaDescription section, String format, int payloadType) {
        String prefix = format + " " + payloadType + "/" + payloadType;
        return section.attributes().all("fmtp").stream()
                .anyMatch(line -> line.equals(prefix) || line.startsWith(prefix + "/"));
    }

    /** What a=fmtp says of a format: the first of each name, which is in small letters. */
    private static Map<String, String> parameters(MediaDescription section, String format) {
        Map<String, String> parameters = new HashMap<>();
        String prefix = format + " ";
        for (String line : section.attributes().all("fmtp")) {
            if (line.startsWith(prefix)) {
                for (String parameter : line.substring(prefix.length()).split(";", -1)) {
                    int equals = parameter.indexOf('=');
                    if (equals > 0) {
                        String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                        parameters.putIfAbsent(
                                name, parameter.substring(equals + 1).strip());
                    }
                }
            }
        }
        return parameters;
    }

    /** What a=rtpmap says of a format, in small letters. */
    private static @Nullable String encoding(MediaDescription section, String format) {
        String prefix = format + " ";
        for (String map : section.attributes().all("rtpmap")) {
            if (map.startsWith(prefix)) {
                return map.substring(prefix.length()).toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    /** 64 to 95 would be taken for RTCP (RFC 5761 section 4). */
    private static boolean usable(String format) {
        long payloadType = SdpText.number(format, MAX_PAYLOAD_TYPE);
        return payloadType >= 0 && (payloadType < 64 || payloadType > 95);
    }
}
