// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media;

/** What media is encrypted by, as the configuration asks. */
public enum SrtpLibrary {
    /** libcrypto where it can, else the Java runtime. */
    AUTO,
    /** OpenSSL's, by the foreign function interface. */
    LIBCRYPTO,
    /** The Java runtime's ciphers. */
    JAVA
}
