// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.key;

import com.google.crypto.tink.subtle.X25519;
import java.security.InvalidKeyException;
import java.util.Optional;

/** The private half of a records key. No server ever has one: it opens what was recorded. */
public final class RecordsPrivateKey {
    public static final int LENGTH = 32;

    private final byte[] bytes;
    private final RecordsPublicKey publicKey;

    private RecordsPrivateKey(byte[] bytes, RecordsPublicKey publicKey) {
        this.bytes = bytes;
        this.publicKey = publicKey;
    }

    /** A new one. */
    public static RecordsPrivateKey generate() {
        return of(X25519.generatePrivateKey()).orElseThrow();
    }

    /** Empty for what is not 32 bytes long. */
    public static Optional<RecordsPrivateKey> of(byte[] bytes) {
        try {
            return bytes.length == LENGTH
                    ? RecordsPublicKey.of(X25519.publicFromPrivate(bytes))
                            .map(key -> new RecordsPrivateKey(bytes.clone(), key))
                    : Optional.empty();
        } catch (InvalidKeyException e) {
            return Optional.empty();
        }
    }

    public RecordsPublicKey publicKey() {
        return publicKey;
    }

    /** The 32 bytes of RFC 7748, a secret. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Says which one it is, never what it is. */
    @Override
    public String toString() {
        return "records private key " + publicKey.id();
    }
}
