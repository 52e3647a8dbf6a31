// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * How an m-line carries a codec.
 *
 * @param codec the codec
 * @param profile tells apart formats of one codec that are not each other's: the profile number of VP9 and AV1, for H.264
 *     {@link io.apotheca.media.rtp.codec.H264Profile#format}, else 0
 * @param payloadType of the media, 0–127
 * @param rtxPayloadType of its retransmission stream (RFC 4588), or {@link #NONE}
 * @param redPayloadType of its packets with earlier ones in them (RFC 2198, audio only), or {@link #NONE}
 */
public record Encoding(Codec codec, int profile, int payloadType, int rtxPayloadType, int redPayloadType) {
    public static final int NONE = -1;

    public Encoding {
        if (payloadType < 0
                || payloadType > 127
                || rtxPayloadType < NONE
                || rtxPayloadType > 127
                || redPayloadType < NONE
                || redPayloadType > 127) {
            throw new IllegalArgumentException("payload type out of 0..127");
        }
        if (profile < 0) {
            throw new IllegalArgumentException("a profile is not negative");
        }
        if (redPayloadType != NONE && codec.video()) {
            throw new IllegalArgumentException("earlier packets are sent again with audio only");
        }
    }

    /** An encoding whose earlier packets are not sent again with later ones. */
    public Encoding(Codec codec, int profile, int payloadType, int rtxPayloadType) {
        this(codec, profile, payloadType, rtxPayloadType, NONE);
    }

    /** An encoding of a codec without profiles, or of its first. */
    public Encoding(Codec codec, int payloadType, int rtxPayloadType) {
        this(codec, 0, payloadType, rtxPayloadType);
    }

    public boolean hasRtx() {
        return rtxPayloadType != NONE;
    }

    public boolean hasRed() {
        return redPayloadType != NONE;
    }

    /** Whether packets of the other encoding may be sent as this one's: nothing is transcoded. */
    public boolean carries(Encoding other) {
        return codec == other.codec && profile == other.profile;
    }
}
