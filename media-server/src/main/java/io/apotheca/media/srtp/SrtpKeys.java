// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.util.Arrays;

/**
 * Master keys and salts of both directions as DTLS exported them (RFC 5764, section 4.2). The arrays are shared, not
 * copied: whoever holds the record last may wipe them. Never prints them.
 */
@SuppressWarnings("ArrayRecordComponent") // arrays can be wiped, and the ciphers take nothing else
public record SrtpKeys(SrtpProfile profile, byte[] clientKey, byte[] clientSalt, byte[] serverKey, byte[] serverSalt) {
    public SrtpKeys {
        if (clientKey.length != profile.keyLength()
                || serverKey.length != profile.keyLength()
                || clientSalt.length != profile.saltLength()
                || serverSalt.length != profile.saltLength()) {
            throw new IllegalArgumentException("key or salt has the wrong length for the profile");
        }
    }

    /** Splits exported keying material: client key, server key, client salt, server salt. */
    public static SrtpKeys split(SrtpProfile profile, byte[] material) {
        int key = profile.keyLength();
        int salt = profile.saltLength();
        return new SrtpKeys(
                profile,
                Arrays.copyOfRange(material, 0, key),
                Arrays.copyOfRange(material, 2 * key, 2 * key + salt),
                Arrays.copyOfRange(material, key, 2 * key),
                Arrays.copyOfRange(material, 2 * key + salt, 2 * key + 2 * salt));
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }
}
