// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.media.srtp.LibcryptoSrtp;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Which library encrypts, and what an operator reads of it. */
class SrtpChoiceTest {
    private static final Optional<String> ABSENT = Optional.of("it is not installed");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "JAVA")
    void libcryptoWhereItCan(SrtpLibrary asked) throws MediaStartException {
        SrtpChoice choice = SrtpChoice.of(asked);
        assertThat(choice.suite()).isInstanceOf(LibcryptoSrtp.class);
        assertThat(choice.words()).isEqualTo("libcrypto of OpenSSL " + LibcryptoSrtp.version());
    }

    @Test
    void javaWhereItIsAskedFor() throws MediaStartException {
        SrtpChoice choice = SrtpChoice.of(SrtpLibrary.JAVA);
        assertThat(choice.suite()).isInstanceOf(JitsiSrtp.class);
        assertThat(choice.words()).isEqualTo("the Java runtime's ciphers, as configured");
    }

    @Test
    void javaAndTheReasonWhereLibcryptoCannot() throws MediaStartException {
        SrtpChoice choice = SrtpChoice.of(SrtpLibrary.AUTO, ABSENT);
        assertThat(choice.suite()).isInstanceOf(JitsiSrtp.class);
        assertThat(choice.words()).isEqualTo("the Java runtime's ciphers, not libcrypto: it is not installed");
    }

    @Test
    void whoAsksForLibcryptoIsToldWhatToDoWhereItCannot() {
        assertThatThrownBy(() -> SrtpChoice.of(SrtpLibrary.LIBCRYPTO, ABSENT))
                .isInstanceOf(MediaStartException.class)
                .hasMessageContainingAll("media.srtp.library", "it is not installed", "libssl3", "auto");
    }
}
