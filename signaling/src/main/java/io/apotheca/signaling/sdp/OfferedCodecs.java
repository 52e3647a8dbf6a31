// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Picks the codec of an m-line: the first Opus, the first VP8 and its retransmission stream, by the offer's numbers. */
final class OfferedCodecs {
    /** Transport-wide feedback: goes with the header extension of that name. */
    static final String TRANSPORT_FEEDBACK = "transport-cc";

    private static final int MAX_PAYLOAD_TYPE = 127;

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

    static CodecParameters vp8(MediaDescription section) throws BadOfferException {
        int payloadType = find(section, "vp8/90000");
        if (payloadType < 0) {
            throw new BadOfferException(OfferProblem.NO_VP8, section);
        }
        CodecParameters.Builder codec =
                CodecParameters.newBuilder().setCodec(Codec.CODEC_VP8).setPayloadType(payloadType);
        int retransmission = findRetransmission(section, payloadType);
        if (retransmission >= 0) {
            codec.setRtxPayloadType(retransmission);
        }
        return codec.build();
    }

    /** Whether the feedback was offered for the payload type or for all (RFC 4585 section 4.2). */
    static boolean offersFeedback(MediaDescription section, int payloadType, String feedback) {
        List<String> offered = section.attributes().all("rtcp-fb");
        return offered.contains(payloadType + " " + feedback) || offered.contains("* " + feedback);
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
        String prefix = format + " ";
        for (String parameters : section.attributes().all("fmtp")) {
            if (parameters.startsWith(prefix)) {
                for (String parameter : parameters.substring(prefix.length()).split(";", -1)) {
                    if (parameter.strip().equals("apt=" + payloadType)) {
                        return true;
                    }
                }
            }
        }
        return false;
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
