// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final byte[] CERTIFICATE = "any bytes".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({"sha-256, 32", "SHA-384, 48", "sha-512, 64"})
    void knowsTheStrongAlgorithms(String algorithm, int length) {
        Fingerprint fingerprint = Fingerprint.of(algorithm, CERTIFICATE);
        assertThat(fingerprint.digest()).hasSize(length);
        assertThat(fingerprint.algorithm()).isLowerCase();
        assertThat(fingerprint.matches(CERTIFICATE)).isTrue();
        assertThat(fingerprint.matches(new byte[] {1})).isFalse();
        assertThat(fingerprint).isEqualTo(new Fingerprint(algorithm, fingerprint.digest()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-1", "md5", "sha-224", ""})
    void refusesTheOthers(String algorithm) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fingerprint(algorithm, new byte[20]));
    }

    @Test
    void refusesADigestOfTheWrongLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fingerprint("sha-256", new byte[20]));
    }

    @Test
    void identitiesDiffer() {
        SecureRandom random = new SecureRandom();
        assertThat(DtlsIdentity.generate(random).fingerprint())
                .isNotEqualTo(DtlsIdentity.generate(random).fingerprint());
    }
}
