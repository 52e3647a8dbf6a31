// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Segments sealed by the Java runtime's AES-GCM. */
final class JavaSegmentCipher implements SegmentCipher {
    private final SecretKeySpec key;
    private final byte[] prefix;
    private final Cipher cipher;
    private final byte[] nonce = new byte[NONCE_LENGTH];
    private byte[] sealed = new byte[0];

    /** Takes the key over, and wipes the array. */
    JavaSegmentCipher(byte[] key, byte[] prefix) {
        this.key = new SecretKeySpec(key, "AES");
        this.prefix = prefix.clone();
        Arrays.fill(key, (byte) 0);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void seal(ByteBuffer bytes, int offset, int length, int segment, boolean last) {
        SegmentCipher.nonce(prefix, segment, last, ByteBuffer.wrap(nonce));
        if (sealed.length < length + TAG_LENGTH) {
            sealed = new byte[length + TAG_LENGTH];
        }
        bytes.get(offset, sealed, 0, length);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
            cipher.doFinal(sealed, 0, length, sealed, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        bytes.put(offset, sealed, 0, length + TAG_LENGTH);
    }

    @Override
    public void close() {
        Arrays.fill(sealed, (byte) 0);
    }
}
