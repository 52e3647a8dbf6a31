// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The file of a private key, sealed by a passphrase: JSON, AES-256-GCM under PBKDF2-HMAC-SHA256, the public key's text as
 * associated data. A browser opens it by WebCrypto alone, which has no Argon2; that would need WebAssembly, and with it a
 * weaker content security policy. A million rounds make up for a part of the difference, a good passphrase for all of it.
 */
public final class KeyFile {
    private static final String FORMAT = "apotheca-records-private-key-1";
    private static final int ROUNDS = 1_000_000;
    private static final int FEWEST_ROUNDS = 600_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int KEY_BITS = 256;
    private static final int LONGEST = 4_096;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private KeyFile() {}

    /** What opening a file comes to. */
    public sealed interface Opening {
        record Opened(RecordsPrivateKey key) implements Opening {}

        /** Or the file was changed, which cannot be told apart. */
        record WrongPassphrase() implements Opening {}

        /** It is no key file, or one of a newer version. */
        record Foreign() implements Opening {}
    }

    /** The file's fields; bytes are in Base64. */
    private record Fields(
            @JsonProperty(value = "format", required = true) String format,

            @JsonProperty(value = "publicKey", required = true)
            String publicKey,

            @JsonProperty(value = "rounds", required = true) int rounds,
            @JsonProperty(value = "salt", required = true) String salt,
            @JsonProperty(value = "nonce", required = true) String nonce,
            @JsonProperty(value = "sealed", required = true) String sealed) {
        Fields {
            if (Stream.of(format, publicKey, salt, nonce, sealed).anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("a field is null");
            }
        }
    }

    /** The text of a key's file. */
    public static String seal(RecordsPrivateKey key, char[] passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT_LENGTH];
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        String publicKey = key.publicKey().toString();
        byte[] secret = key.bytes();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, passphrase, salt, ROUNDS, nonce, publicKey);
            Base64.Encoder base64 = Base64.getEncoder();
            Fields fields = new Fields(
                    FORMAT,
                    publicKey,
                    ROUNDS,
                    base64.encodeToString(salt),
                    base64.encodeToString(nonce),
                    base64.encodeToString(cipher.doFinal(secret)));
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fields) + "\n";
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    public static Opening open(String text, char[] passphrase) {
        Optional<Fields> parsed = parse(text);
        if (parsed.isEmpty()) {
            return new Opening.Foreign();
        }
        Fields fields = parsed.get();
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] nonce = base64.decode(fields.nonce);
            byte[] sealed = base64.decode(fields.sealed);
            byte[] salt = base64.decode(fields.salt);
            if (salt.length != SALT_LENGTH
                    || nonce.length != NONCE_LENGTH
                    || sealed.length != RecordsPrivateKey.LENGTH + TAG_LENGTH) {
                return new Opening.Foreign();
            }
            byte[] secret = cipher(Cipher.DECRYPT_MODE, passphrase, salt, fields.rounds, nonce, fields.publicKey)
                    .doFinal(sealed);
            return RecordsPrivateKey.of(secret)
                    .filter(key -> key.publicKey().toString().equals(fields.publicKey))
                    .<Opening>map(Opening.Opened::new)
                    .orElseGet(Opening.Foreign::new);
        } catch (AEADBadTagException e) {
            return new Opening.WrongPassphrase();
        } catch (IllegalArgumentException e) {
            return new Opening.Foreign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Fields> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(text, Fields.class))
                    .filter(fields -> fields.format.equals(FORMAT)
                            && fields.rounds >= FEWEST_ROUNDS
                            && fields.rounds <= MOST_ROUNDS
                            && RecordsPublicKey.parse(fields.publicKey).isPresent());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(
            int mode, char[] passphrase, byte[] salt, int rounds, byte[] nonce, String associatedData)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, KEY_BITS);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
        Arrays.fill(key, (byte) 0);
        cipher.updateAAD(associatedData.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
