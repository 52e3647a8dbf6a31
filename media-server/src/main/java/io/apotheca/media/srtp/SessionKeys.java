// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.buffer.Bytes;
import java.util.Arrays;

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
    private static final int RTP_LABEL = 0;
    private static final int RTCP_LABEL = 3;

    static SessionKeys derive(
            SrtpProfile profile, Protocol protocol, byte[] masterKey, byte[] masterSalt, NativePacket packet) {
        int label = switch (protocol) {
            case RTP -> RTP_LABEL;
            case RTCP -> RTCP_LABEL;
        };
        EvpCipher aes = EvpCipher.counterMode(masterKey, packet);
        try {
            return new SessionKeys(
                    derive(aes, masterSalt, label, profile.keyLength(), packet),
                    derive(aes, masterSalt, label + 1, HMAC_SHA1_KEY_LENGTH, packet),
                    derive(aes, masterSalt, label + 2, profile.saltLength(), packet));
        } finally {
            aes.free();
            packet.wipe();
        }
    }

    /** The key stream at the counter that the label changes in its eighth byte, taken by encrypting zeros. */
    private static byte[] derive(EvpCipher aes, byte[] masterSalt, int label, int length, NativePacket packet) {
        byte[] salt = Arrays.copyOf(masterSalt, BLOCK_LENGTH);
        byte[] key = new byte[length];
        packet.load(key, 0, length);
        packet.counter(Bytes.i64(salt, 0) ^ label, Bytes.i64(salt, Long.BYTES));
        if (!aes.begin() || !aes.transform(0, length)) {
            throw new IllegalStateException("cannot derive session keys");
        }
        packet.store(0, length, key, 0);
        return key;
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
