// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The self-test is passed by those who are right, and by nobody who is wrong in one profile, alone or with himself. */
class SrtpSelfTestTest {
    @Test
    void bothLibrariesPass() {
        assertThat(SrtpSelfTest.passes(new LibcryptoSrtp())).isTrue();
        assertThat(SrtpSelfTest.passes(new JitsiSrtp())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "AEAD_AES_128_GCM, true, true",
        "AEAD_AES_128_GCM, false, true",
        "AEAD_AES_256_GCM, true, true",
        "AEAD_AES_256_GCM, true, false",
        "AES128_CM_HMAC_SHA1_80, true, true",
        "AES128_CM_HMAC_SHA1_80, false, true",
    })
    void aForgottenSaltIsFoundOut(SrtpProfile profile, boolean sealing, boolean opening) {
        assertThat(SrtpSelfTest.passes(new Forgetful(profile, sealing, opening)))
                .isFalse();
    }

    /** In one profile it goes without the salt. */
    private record Forgetful(SrtpProfile profile, boolean sealing, boolean opening) implements SrtpSuite {
        @Override
        public SrtpProtector protector(SrtpProfile asked, byte[] masterKey, byte[] masterSalt) {
            boolean forgets = asked == profile && sealing;
            return new LibcryptoSrtp().protector(asked, masterKey, forgets ? new byte[masterSalt.length] : masterSalt);
        }

        @Override
        public SrtpUnprotector unprotector(SrtpProfile asked, byte[] masterKey, byte[] masterSalt) {
            boolean forgets = asked == profile && opening;
            return new LibcryptoSrtp()
                    .unprotector(asked, masterKey, forgets ? new byte[masterSalt.length] : masterSalt);
        }
    }
}
