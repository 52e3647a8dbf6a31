// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/** Seals the packets of one source in place, or opens them. Knows their shape from its caller, and nothing of replay. */
interface PacketCipher {
    /**
     * Does its work on a packet whose shape was checked.
     *
     * @param header length of what stays clear, from the beginning of the packet
     * @param index the 48-bit packet index of RTP, or the 31-bit one of RTCP (RFC 3711, sections 3.3.1 and 3.4)
     * @return the packet's length afterwards, or {@link SrtpError#AUTH_FAILED}
     */
    int apply(byte[] bytes, int offset, int length, int header, int ssrc, long index);
}
