// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/** Where SRTP contexts come from: one implementation for each cryptographic library. */
public interface SrtpSuite {
    SrtpProtector protector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt);

    SrtpUnprotector unprotector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt);
}
