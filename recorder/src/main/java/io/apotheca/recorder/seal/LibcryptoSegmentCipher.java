// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import io.apotheca.media.libcrypto.Libcrypto;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** AES-256-GCM by libcrypto, in place in native memory, for segments and for HPKE. */
final class LibcryptoSegmentCipher implements SegmentCipher {
    /** EVP_CTRL_AEAD_GET_TAG of openssl/evp.h. */
    private static final int GET_TAG = 0x10;

    private static final long COUNT = 16;
    private static final long SIZE = 32;

    private final byte[] prefix;
    private final long context = Libcrypto.newCipher();
    private final MemorySegment nonce = Libcrypto.allocate(SIZE);
    private final ByteBuffer nonceBytes = nonce.asByteBuffer();
    private boolean open = true;

    /** The key's 32 bytes are at {@code key}, and not needed any more afterwards. */
    LibcryptoSegmentCipher(long key, byte[] prefix) {
        this.prefix = prefix.clone();
        nonce.fill((byte) 0);
        check(Libcrypto.initCipher(context, Libcrypto.AES_256_GCM, key, nonce.address(), 1));
    }

    @Override
    public void seal(ByteBuffer bytes, int offset, int length, int segment, boolean last) {
        if (!open || !bytes.isDirect() || offset + length + TAG_LENGTH > bytes.capacity() || offset < 0) {
            throw new IllegalArgumentException();
        }
        SegmentCipher.nonce(prefix, segment, last, nonceBytes);
        seal(MemorySegment.ofBuffer(bytes.duplicate().clear()).address() + offset, length);
    }

    /** Seals under a nonce of 12 bytes. */
    void seal(MemorySegment with, long at, int length) {
        MemorySegment.copy(with, 0, nonce, 0, NONCE_LENGTH);
        seal(at, length);
    }

    private void seal(long at, int length) {
        long count = nonce.address() + COUNT;
        check(Libcrypto.initCipher(context, 0, 0, nonce.address(), -1));
        check(Libcrypto.updateCipher(context, at, count, at, length));
        check(Libcrypto.finishCipher(context, count, count));
        check(Libcrypto.controlCipher(context, GET_TAG, TAG_LENGTH, at + length));
    }

    private static void check(int outcome) {
        if (outcome != 1) {
            throw new IllegalStateException("libcrypto refuses to seal");
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            Libcrypto.freeCipher(context);
            Libcrypto.free(nonce);
        }
    }
}
