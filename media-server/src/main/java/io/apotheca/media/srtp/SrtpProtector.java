// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/**
 * The sending direction of one peer's SRTP session. Owned by the peer's loop. Works in place: the array must have room for
 * {@link SrtpProfile#rtpOverhead()} or {@link SrtpProfile#rtcpOverhead()} bytes behind the packet.
 *
 * <p>A sequence number of an SSRC is protected at most once, for a second packet under the same nonce would give the
 * authentication key away (RFC 7714, section 8.1): a repeat, or one too old to tell, is refused.
 */
public interface SrtpProtector extends AutoCloseable {
    /** The length of the SRTP packet, or a negative {@link SrtpError}. */
    int protectRtp(byte[] bytes, int offset, int length);

    /** The length of the SRTCP packet, or a negative {@link SrtpError}. */
    int protectRtcp(byte[] bytes, int offset, int length);

    /** Forgets the keys and frees what they took. Everything is refused from then on; closing again does nothing. */
    @Override
    void close();
}
