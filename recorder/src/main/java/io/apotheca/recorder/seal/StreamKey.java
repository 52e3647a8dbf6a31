// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import com.google.crypto.tink.subtle.Hkdf;
import java.security.GeneralSecurityException;

/** The key of a stream, derived from its data key: HKDF-SHA256 (RFC 5869) with the stream's salt and associated data. */
final class StreamKey {
    static final int LENGTH = 32;

    private StreamKey() {}

    static byte[] derive(byte[] dataKey, byte[] salt, byte[] associatedData) {
        try {
            return Hkdf.computeHkdf("HmacSha256", dataKey, salt, associatedData, LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
