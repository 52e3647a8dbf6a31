// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens segments in any order, for whoever has the data key. Not for several threads at once. */
public final class SegmentOpener {
    private final SecretKeySpec key;
    private final byte[] prefix;
    private final Cipher cipher;
    private final byte[] nonce = new byte[SegmentCipher.NONCE_LENGTH];

    /** Opens a stream that was sealed by {@link DataKey#cipher} with the same values. */
    public SegmentOpener(byte[] dataKey, byte[] salt, byte[] associatedData, byte[] noncePrefix) {
        key = new SecretKeySpec(StreamKey.derive(dataKey, salt, associatedData), "AES");
        prefix = noncePrefix.clone();
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens {@code length} bytes, tag included, to the beginning of {@code plain}.
     *
     * @return false when they are not what was sealed as this segment; {@code plain} is then undefined
     */
    public boolean open(byte[] sealed, int length, int segment, boolean last, byte[] plain) {
        if (length < SegmentCipher.TAG_LENGTH) {
            return false;
        }
        SegmentCipher.nonce(prefix, segment, last, ByteBuffer.wrap(nonce));
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(SegmentCipher.TAG_LENGTH * Byte.SIZE, nonce));
            cipher.doFinal(sealed, 0, length, plain, 0);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
