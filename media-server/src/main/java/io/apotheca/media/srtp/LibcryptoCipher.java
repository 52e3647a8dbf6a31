// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/** A cipher with native memory of its own, for RTP or for RTCP in one direction; serves all sources. */
sealed interface LibcryptoCipher extends PacketCipher permits GcmCipher, CounterModeCipher {
    int INDEX_LENGTH = 4;

    /** Above the 31-bit index of SRTCP (RFC 3711, section 3.4). */
    int ENCRYPTED_FLAG = 1 << 31;

    /** Frees what is native, wiped; nothing may be called afterwards. */
    void free();
}
