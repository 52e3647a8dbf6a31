// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import java.nio.ByteBuffer;

/**
 * Seals the segments of one stream as Tink's AES-GCM-HKDF streaming does: AES-256-GCM, the nonce being prefix, segment
 * number and whether it is the last. Owned by one thread, which closes it.
 */
public sealed interface SegmentCipher extends AutoCloseable permits LibcryptoSegmentCipher, JavaSegmentCipher {
    int SALT_LENGTH = 32;
    int PREFIX_LENGTH = 7;
    int TAG_LENGTH = 16;
    int NONCE_LENGTH = 12;

    /**
     * Seals in place what begins at {@code offset}, and writes the tag behind it. No number may be sealed twice.
     *
     * @param bytes a direct buffer, whose position and limit do not matter and do not change
     */
    void seal(ByteBuffer bytes, int offset, int length, int segment, boolean last);

    /** Wipes the key. */
    @Override
    void close();

    /** Writes a segment's nonce. */
    static void nonce(byte[] prefix, int segment, boolean last, ByteBuffer to) {
        to.put(0, prefix).putInt(PREFIX_LENGTH, segment).put(NONCE_LENGTH - 1, (byte) (last ? 1 : 0));
    }
}
