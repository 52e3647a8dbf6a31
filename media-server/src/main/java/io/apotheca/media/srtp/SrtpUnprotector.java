// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/**
 * The receiving direction of one peer's SRTP session. Owned by the peer's loop. Works in place and in a fixed order: parse,
 * replay check, authenticate, and only then does any state change. After an error the bytes of the packet are undefined.
 */
public interface SrtpUnprotector {
    /** The length of the plain RTP packet, or a negative {@link SrtpError}. */
    int unprotectRtp(byte[] bytes, int offset, int length);

    /** The length of the plain RTCP packet, or a negative {@link SrtpError}. */
    int unprotectRtcp(byte[] bytes, int offset, int length);
}
