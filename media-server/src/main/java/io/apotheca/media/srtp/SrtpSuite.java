// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/**
 * Where SRTP sessions come from: one implementation for each cryptographic library. Whoever takes one closes it; the master
 * keys are copied.
 */
public interface SrtpSuite {
    /** The one by libcrypto where this machine has it, else the portable one. */
    static SrtpSuite fastest() {
        return LibcryptoSrtp.problem().isEmpty() ? new LibcryptoSrtp() : new JitsiSrtp();
    }

    SrtpProtector protector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt);

    SrtpUnprotector unprotector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt);
}
