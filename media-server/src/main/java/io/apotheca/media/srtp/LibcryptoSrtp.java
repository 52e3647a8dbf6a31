// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.libcrypto.Libcrypto;
import java.util.Optional;

/**
 * SRTP by OpenSSL's libcrypto, which allocates nothing for a packet. Each session holds some native memory until it is
 * closed.
 */
public final class LibcryptoSrtp implements SrtpSuite {
    /** Fails with {@link IllegalStateException} where there is a {@link #problem}. */
    public LibcryptoSrtp() {
        String problem = Libcrypto.LIBRARY.problem();
        if (!problem.isEmpty()) {
            throw new IllegalStateException("libcrypto: " + problem);
        }
    }

    /** Why libcrypto cannot do SRTP here: it is absent, too old, or does not pass a self-test; empty when it can. */
    public static Optional<String> problem() {
        String problem = Libcrypto.LIBRARY.problem();
        if (!problem.isEmpty()) {
            return Optional.of(problem);
        }
        return SrtpSelfTest.passes(new LibcryptoSrtp())
                ? Optional.empty()
                : Optional.of("OpenSSL " + version() + " does not pass the self-test");
    }

    /** OpenSSL's version, such as 3.0.19. */
    public static String version() {
        return Libcrypto.LIBRARY.version();
    }

    @Override
    public SrtpProtector protector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return new SourceProtector(new LibcryptoCiphers(true, profile, masterKey, masterSalt));
    }

    @Override
    public SrtpUnprotector unprotector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return new SourceUnprotector(profile, new LibcryptoCiphers(false, profile, masterKey, masterSalt));
    }
}
