// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import io.apotheca.media.libcrypto.Libcrypto;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** HKDF-SHA256 (RFC 5869) over native memory: secrets are given by address. Owned by one thread, which closes it. */
final class NativeHkdf implements AutoCloseable {
    private static final int LONGEST = 1_024;

    private final MemorySegment input = Libcrypto.allocate(LONGEST);
    private int length;

    NativeHkdf clear() {
        length = 0;
        return this;
    }

    /** Appends what is no secret. */
    NativeHkdf put(byte[] bytes) {
        MemorySegment.copy(bytes, 0, input, ValueLayout.JAVA_BYTE, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** Appends what may be a secret. */
    NativeHkdf put(MemorySegment bytes) {
        MemorySegment.copy(bytes, 0, input, length, bytes.byteSize());
        length += (int) bytes.byteSize();
        return this;
    }

    /** What was put is the key material: writes 32 bytes to {@code to}. */
    void extract(long salt, int saltLength, long to) {
        SecretFunctions.hmac(salt, saltLength, input.address(), length, to);
    }

    /** What was put is the info: writes 32 bytes, or the first of them, to {@code to}. */
    void expand(long key, long to) {
        put(new byte[] {1});
        SecretFunctions.hmac(key, SecretFunctions.HASH_LENGTH, input.address(), length, to);
    }

    /** Wipes everything. */
    @Override
    public void close() {
        Libcrypto.free(input);
    }
}
