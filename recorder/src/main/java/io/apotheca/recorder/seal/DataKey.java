// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import io.apotheca.recorder.key.RecordsPublicKey;

/** The secret that one part is sealed by, 32 bytes. Owned by one thread, which closes it; what was derived lives on. */
public sealed interface DataKey extends AutoCloseable permits LibcryptoDataKey, TinkDataKey {
    int LENGTH = 32;

    /** What {@link #wrappedFor} returns: the sender's ephemeral public key, the data key's ciphertext, its tag. */
    int WRAPPED_LENGTH = RecordsPublicKey.LENGTH + LENGTH + SegmentCipher.TAG_LENGTH;

    /**
     * The key, sealed for a recipient: HPKE's base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, and no
     * associated data.
     */
    byte[] wrappedFor(RecordsPublicKey recipient, byte[] info);

    /**
     * The cipher of a stream: its key is HKDF-SHA256 of the data key.
     *
     * @param salt 32 bytes, a new one for each stream
     * @param associatedData what the stream is bound to
     * @param noncePrefix the first 7 bytes of each segment's nonce
     */
    SegmentCipher cipher(byte[] salt, byte[] associatedData, byte[] noncePrefix);

    /** Wipes the key. */
    @Override
    void close();
}
