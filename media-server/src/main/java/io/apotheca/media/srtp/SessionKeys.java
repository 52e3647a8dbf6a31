// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The session keys of one direction and protocol by the AES-CM function of RFC 3711, section 4.3, at a key derivation rate
 * of 0; with a master key of 256 bits that of RFC 6188. They depend on the master key alone, so all sources share them.
 *
 * @param cipherKey for AES
 * @param authenticationKey for HMAC-SHA1; the AEAD profiles leave it unused
 * @param salt for the nonces
 */
@SuppressWarnings("ArrayRecordComponent") // arrays can be wiped
record SessionKeys(byte[] cipherKey, byte[] authenticationKey, byte[] salt) {
    private static final int BLOCK_LENGTH = 16;
    private static final int HMAC_SHA1_KEY_LENGTH = 20;
    private static final int LABEL_AT = 7;
    private static final int RTP_LABEL = 0;
    private static final int RTCP_LABEL = 3;

    static SessionKeys derive(SrtpProfile profile, Protocol protocol, byte[] masterKey, byte[] masterSalt) {
        int label = switch (protocol) {
            case RTP -> RTP_LABEL;
            case RTCP -> RTCP_LABEL;
        };
        return new SessionKeys(
                derive(masterKey, masterSalt, label, profile.keyLength()),
                derive(masterKey, masterSalt, label + 1, HMAC_SHA1_KEY_LENGTH),
                derive(masterKey, masterSalt, label + 2, profile.saltLength()));
    }

    private static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) {
        byte[] counter = Arrays.copyOf(masterSalt, BLOCK_LENGTH);
        counter[LABEL_AT] ^= (byte) label;
        try {
            Cipher aes = Cipher.getInstance("AES/CTR/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new IvParameterSpec(counter));
            return aes.doFinal(new byte[length]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is missing from this Java", e);
        }
    }

    /** Forgets the keys, once the ciphers have them. */
    void wipe() {
        Arrays.fill(cipherKey, (byte) 0);
        Arrays.fill(authenticationKey, (byte) 0);
        Arrays.fill(salt, (byte) 0);
    }

    @Override
    public String toString() {
        return "SessionKeys";
    }
}
