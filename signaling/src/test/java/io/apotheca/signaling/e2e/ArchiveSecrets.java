// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.subtle.X25519;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.seal.Hpke;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Every secret that opens a part which is sealed for one key, computed anew by the private half from the file alone, as
 * archive-format.md and RFC 9180 say.
 */
final class ArchiveSecrets {
    private static final int FIXED = 40;
    private static final int KEY_ID = 16;
    private static final int BLOCK = 32;
    private static final byte[] KEM = {'K', 'E', 'M', 0, 0x20};
    private static final byte[] SUITE = {'H', 'P', 'K', 'E', 0, 0x20, 0, 1, 0, 2};
    private static final byte[] NOTHING = {};

    private ArchiveSecrets() {}

    /** By name. */
    static Map<String, byte[]> of(Path part, RecordsPrivateKey key) {
        try {
            return of(Files.readAllBytes(part), key);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, byte[]> of(byte[] file, RecordsPrivateKey key) throws GeneralSecurityException {
        int headerLength = ByteBuffer.wrap(file).getShort(10);
        byte[] header = Arrays.copyOf(file, headerLength);
        byte[] info = join(
                "apotheca archive data key 1".getBytes(US_ASCII),
                Arrays.copyOf(header, FIXED),
                Arrays.copyOfRange(header, FIXED, FIXED + KEY_ID));
        byte[] wrapped = Arrays.copyOfRange(header, FIXED + KEY_ID, headerLength);
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        byte[] data = Hpke.unwrap(wrapped, key, info).orElseThrow();
        secrets.put("data key", data);
        byte[] salt = Arrays.copyOfRange(file, headerLength + 1, headerLength + 1 + BLOCK);
        byte[] extracted = hmac(salt, data);
        secrets.put("extracted key", extracted);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(header);
        secrets.put("stream key", hmac(extracted, join(digest, new byte[] {1})));

        byte[] sender = Arrays.copyOf(wrapped, BLOCK);
        byte[] exchanged = X25519.computeSharedSecret(key.bytes(), sender);
        secrets.put("exchanged", exchanged);
        byte[] shared = expand(
                KEM,
                extract(KEM, NOTHING, "eae_prk", exchanged),
                "shared_secret",
                join(sender, key.publicKey().bytes()));
        secrets.put("shared secret", shared);
        byte[] context = join(
                new byte[] {0},
                extract(SUITE, NOTHING, "psk_id_hash", NOTHING),
                extract(SUITE, NOTHING, "info_hash", info));
        byte[] secret = extract(SUITE, shared, "secret", NOTHING);
        secrets.put("key schedule's secret", secret);
        secrets.put("wrapping key", expand(SUITE, secret, "key", context));
        return secrets;
    }

    private static byte[] extract(byte[] suite, byte[] salt, String label, byte[] material)
            throws GeneralSecurityException {
        return hmac(
                salt.length == 0 ? new byte[BLOCK] : salt,
                join("HPKE-v1".getBytes(US_ASCII), suite, label.getBytes(US_ASCII), material));
    }

    private static byte[] expand(byte[] suite, byte[] secret, String label, byte[] context)
            throws GeneralSecurityException {
        return hmac(
                secret,
                join(
                        new byte[] {0, BLOCK},
                        "HPKE-v1".getBytes(US_ASCII),
                        suite,
                        label.getBytes(US_ASCII),
                        context,
                        new byte[] {1}));
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
