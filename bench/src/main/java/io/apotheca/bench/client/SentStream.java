// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

/**
 * One RTP stream that a connection sends.
 *
 * @param mid the m-line's
 * @param rid of a simulcast stream (RFC 8852); empty where the source has one stream
 * @param ssrc not 0, and no other stream's of the connection
 * @param rtxSsrc of its retransmissions (RFC 4588); 0 where there are none, as with audio
 * @param rtxPayloadType 0 where there are none
 * @param rateBps of payload; audio goes by 50 packets a second, video by 30 frames
 */
public record SentStream(
        MediaKind kind,
        String mid,
        String rid,
        int ssrc,
        int rtxSsrc,
        int payloadType,
        int rtxPayloadType,
        long rateBps) {
    public SentStream {
        if (ssrc == 0 || rateBps <= 0 || (rtxSsrc == 0) != (rtxPayloadType == 0)) {
            throw new IllegalArgumentException("a stream has an SSRC and a rate, and all of retransmission or nothing");
        }
    }
}
