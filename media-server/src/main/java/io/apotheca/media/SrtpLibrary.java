// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media;

import java.util.Locale;

/** What media is encrypted by, as the configuration asks. */
public enum SrtpLibrary {
    /** libcrypto where it can, else the Java runtime. */
    AUTO,
    /** OpenSSL's, by the foreign function interface. */
    LIBCRYPTO,
    /** The Java runtime's ciphers. */
    JAVA;

    static SrtpLibrary named(String name) {
        for (SrtpLibrary library : values()) {
            if (library.name().toLowerCase(Locale.ROOT).equals(name)) {
                return library;
            }
        }
        throw new IllegalArgumentException("media.srtp.library must be auto, libcrypto or java");
    }
}
