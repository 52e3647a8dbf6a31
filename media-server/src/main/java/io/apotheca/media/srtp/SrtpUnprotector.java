// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/**
 * The receiving direction of one peer's SRTP session. Owned by the peer's loop. Works in place and in a fixed order: parse,
 * replay check, authenticate, and only then does any state change. After an error the bytes of the packet are undefined.
 */
public interface SrtpUnprotector extends AutoCloseable {
    /** The length of the plain RTP packet, or a negative {@link SrtpError}. */
    int unprotectRtp(byte[] bytes, int offset, int length);

    /** The length of the plain RTCP packet, or a negative {@link SrtpError}. */
    int unprotectRtcp(byte[] bytes, int offset, int length);

    /** Forgets the keys and frees what they took. Everything is refused from then on; closing again does nothing. */
    @Override
    void close();
}
