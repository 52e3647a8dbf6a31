// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.key;

import com.google.crypto.tink.subtle.X25519;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The public half of a records key, all that a server needs. Its text is one line of printable characters. */
public final class RecordsPublicKey {
    public static final int LENGTH = 32;

    private static final String PREFIX = "apotheca-records-key-1:";

    private final byte[] bytes;
    private final KeyId id;

    private RecordsPublicKey(byte[] bytes) {
        this.bytes = bytes;
        id = KeyId.of(bytes);
    }

    /** Empty for what is no public key, or for one of the few with which a secret would be known to all (RFC 7748, 6.1). */
    public static Optional<RecordsPublicKey> of(byte[] bytes) {
        try {
            if (bytes.length == LENGTH) {
                byte[] ignored = X25519.computeSharedSecret(X25519.generatePrivateKey(), bytes);
                return Optional.of(new RecordsPublicKey(bytes.clone()));
            }
        } catch (InvalidKeyException e) {
            // one of the few
        }
        return Optional.empty();
    }

    /** Empty for a text that {@link #toString} never returns. */
    public static Optional<RecordsPublicKey> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return of(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())))
                    .filter(key -> key.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public KeyId id() {
        return id;
    }

    /** The 32 bytes of RFC 7748. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordsPublicKey key && Arrays.equals(key.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
