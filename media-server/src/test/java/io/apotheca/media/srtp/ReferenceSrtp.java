// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.buffer.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * RFC 3711 and RFC 7714 written down once more, as plainly as possible, for packets with a 12-byte header: the second opinion
 * on a library. Itself checked against the RFCs' own vectors.
 */
final class ReferenceSrtp {
    static final int RTP = 0;
    static final int RTCP = 3;

    private ReferenceSrtp() {}

    /** One session key: labels 0, 1, 2 are RTP's cipher key, authentication key and salt, 3, 4, 5 RTCP's (section 4.3). */
    static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) {
        byte[] counter = Arrays.copyOf(masterSalt, 16);
        counter[7] ^= (byte) label;
        return ctr(masterKey, counter, new byte[length]);
    }

    static byte[] protectRtp(SrtpProfile profile, byte[] key, byte[] salt, byte[] packet, long rollovers) {
        long index = rollovers << 16 | Bytes.u16(packet, 2);
        byte[] header = Arrays.copyOf(packet, 12);
        byte[] payload = Arrays.copyOfRange(packet, 12, packet.length);
        int ssrc = Bytes.i32(packet, 8);
        byte[] cipherKey = derive(key, salt, RTP, profile.keyLength());
        byte[] sessionSalt = derive(key, salt, RTP + 2, profile.saltLength());
        return switch (profile) {
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM ->
                join(header, gcm(cipherKey, nonce(sessionSalt, ssrc, index), header, payload));
            case AES128_CM_HMAC_SHA1_80 -> {
                byte[] sent = join(header, ctr(cipherKey, counter(sessionSalt, ssrc, index), payload));
                byte[] roc = new byte[4];
                Bytes.put32(roc, 0, (int) rollovers);
                yield join(sent, hmac80(derive(key, salt, RTP + 1, 20), join(sent, roc)));
            }
        };
    }

    static byte[] protectRtcp(SrtpProfile profile, byte[] key, byte[] salt, byte[] packet, int index) {
        byte[] header = Arrays.copyOf(packet, 8);
        byte[] body = Arrays.copyOfRange(packet, 8, packet.length);
        int ssrc = Bytes.i32(packet, 4);
        byte[] encryptedIndex = new byte[4];
        Bytes.put32(encryptedIndex, 0, index | 1 << 31);
        byte[] cipherKey = derive(key, salt, RTCP, profile.keyLength());
        byte[] sessionSalt = derive(key, salt, RTCP + 2, profile.saltLength());
        return switch (profile) {
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> {
                byte[] associated = join(header, encryptedIndex);
                byte[] sealed = gcm(cipherKey, nonce(sessionSalt, ssrc, index), associated, body);
                yield join(join(header, sealed), encryptedIndex);
            }
            case AES128_CM_HMAC_SHA1_80 -> {
                byte[] encrypted = ctr(cipherKey, counter(sessionSalt, ssrc, index), body);
                byte[] sent = join(join(header, encrypted), encryptedIndex);
                yield join(sent, hmac80(derive(key, salt, RTCP + 1, 20), sent));
            }
        };
    }

    /** RFC 7714, section 8.1: two zero octets, SSRC, 48-bit index; all XORed with the salt. */
    static byte[] nonce(byte[] salt, int ssrc, long index) {
        byte[] nonce = new byte[12];
        Bytes.put32(nonce, 2, ssrc);
        Bytes.put16(nonce, 6, (int) (index >>> 32));
        Bytes.put32(nonce, 8, (int) index);
        return xor(nonce, salt);
    }

    static byte[] gcm(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(associated);
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** RFC 3711, section 4.1.1. */
    private static byte[] counter(byte[] salt, int ssrc, long index) {
        byte[] counter = new byte[16];
        Bytes.put32(counter, 4, ssrc);
        Bytes.put16(counter, 8, (int) (index >>> 32));
        Bytes.put32(counter, 10, (int) index);
        return xor(counter, salt);
    }

    private static byte[] ctr(byte[] key, byte[] counter, byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac80(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return Arrays.copyOf(mac.doFinal(message), 10);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] xor(byte[] bytes, byte[] with) {
        byte[] result = bytes.clone();
        for (int i = 0; i < with.length; i++) {
            result[i] ^= with[i];
        }
        return result;
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
