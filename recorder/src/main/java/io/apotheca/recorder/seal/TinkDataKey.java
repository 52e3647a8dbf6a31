// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import com.google.crypto.tink.subtle.Random;
import io.apotheca.recorder.key.RecordsPublicKey;
import java.util.Arrays;

/** A data key in Java's heap. */
final class TinkDataKey implements DataKey {
    private final byte[] key = Random.randBytes(LENGTH);

    @Override
    public byte[] wrappedFor(RecordsPublicKey recipient, byte[] info) {
        return Hpke.wrap(key, recipient, info);
    }

    @Override
    public SegmentCipher cipher(byte[] salt, byte[] associatedData, byte[] noncePrefix) {
        return new JavaSegmentCipher(StreamKey.derive(key, salt, associatedData), noncePrefix);
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }
}
