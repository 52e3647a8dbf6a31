// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media;

import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.media.srtp.LibcryptoSrtp;
import io.apotheca.media.srtp.SrtpSuite;
import java.util.Optional;

/**
 * The library that encrypts media, by what the configuration asks and what this machine has.
 *
 * @param suite the library
 * @param words which it is and why, for the log
 */
record SrtpChoice(SrtpSuite suite, String words) {
    static SrtpChoice of(SrtpLibrary asked) throws MediaStartException {
        return asked == SrtpLibrary.JAVA ? java(", as configured") : of(asked, LibcryptoSrtp.problem());
    }

    /** Where libcrypto has this problem, if any. */
    static SrtpChoice of(SrtpLibrary asked, Optional<String> problem) throws MediaStartException {
        if (problem.isEmpty()) {
            return new SrtpChoice(new LibcryptoSrtp(), "libcrypto of OpenSSL " + LibcryptoSrtp.version());
        }
        if (asked == SrtpLibrary.LIBCRYPTO) {
            throw new MediaStartException("media.srtp.library asks for libcrypto, but " + problem.get()
                    + ". Install OpenSSL 3 (on Debian the package libssl3), or set it to auto.");
        }
        return java(", not libcrypto: " + problem.get());
    }

    private static SrtpChoice java(String why) {
        return new SrtpChoice(new JitsiSrtp(), "the Java runtime's ciphers" + why);
    }
}
