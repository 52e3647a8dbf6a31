// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import io.apotheca.media.libcrypto.Libcrypto;
import io.apotheca.recorder.key.RecordsPublicKey;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A data key in native memory. */
final class LibcryptoDataKey implements DataKey {
    private static final long SALT = LENGTH;
    private static final long EXTRACTED = SALT + SegmentCipher.SALT_LENGTH;
    private static final long DERIVED = EXTRACTED + SecretFunctions.HASH_LENGTH;
    private static final long SIZE = DERIVED + StreamKey.LENGTH;

    private final MemorySegment memory = Libcrypto.allocate(SIZE);
    private boolean open = true;

    LibcryptoDataKey() {
        SecretFunctions.random(memory.address(), LENGTH);
    }

    @Override
    public byte[] wrappedFor(RecordsPublicKey recipient, byte[] info) {
        checkOpen();
        try (NativeHpke hpke = new NativeHpke()) {
            return hpke.wrap(memory.asSlice(0, LENGTH), recipient, info);
        }
    }

    @Override
    public SegmentCipher cipher(byte[] salt, byte[] associatedData, byte[] noncePrefix) {
        checkOpen();
        long key = memory.address();
        MemorySegment.copy(salt, 0, memory, ValueLayout.JAVA_BYTE, SALT, SegmentCipher.SALT_LENGTH);
        try (NativeHkdf hkdf = new NativeHkdf()) {
            hkdf.clear().put(memory.asSlice(0, LENGTH)).extract(key + SALT, SegmentCipher.SALT_LENGTH, key + EXTRACTED);
            hkdf.clear().put(associatedData).expand(key + EXTRACTED, key + DERIVED);
        }
        return new LibcryptoSegmentCipher(key + DERIVED, noncePrefix);
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException("closed");
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            Libcrypto.free(memory);
        }
    }
}
