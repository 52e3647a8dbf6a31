// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * How one m-line carries its codec.
 *
 * @param codec the codec
 * @param payloadType of the media, 0–127
 * @param rtxPayloadType of its retransmission stream (RFC 4588), or {@link #NONE}
 */
public record Encoding(Codec codec, int payloadType, int rtxPayloadType) {
    public static final int NONE = -1;

    public Encoding {
        if (payloadType < 0 || payloadType > 127 || rtxPayloadType < NONE || rtxPayloadType > 127) {
            throw new IllegalArgumentException("payload type out of 0..127");
        }
    }

    public boolean hasRtx() {
        return rtxPayloadType != NONE;
    }
}
