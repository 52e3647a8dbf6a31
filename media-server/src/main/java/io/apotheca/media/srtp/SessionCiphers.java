// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/** The ciphers of one direction of a session, from one library, with the session keys of RFC 3711, section 4.3. */
interface SessionCiphers {
    /** For the RTP packets of one more source. */
    PacketCipher rtp();

    /** For the RTCP packets of one more source. */
    PacketCipher rtcp();

    /** Forgets the keys, and with them every cipher given out: none of them may be used afterwards. Called once. */
    void close();
}
