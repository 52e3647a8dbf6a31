// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The second opinion agrees with what the RFCs print. */
class ReferenceSrtpTest {
    @Test
    void derivesTheKeysOfRfc3711AppendixB3() {
        byte[] key = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
        byte[] salt = hex("0EC675AD498AFEEBB6960B3AABE6");
        assertThat(ReferenceSrtp.derive(key, salt, 0, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(ReferenceSrtp.derive(key, salt, 2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(ReferenceSrtp.derive(key, salt, 1, 20)).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void sealsThePacketOfRfc7714Section16() {
        byte[] nonce = ReferenceSrtp.nonce(hex("517569642070726f2071756f"), 0x5501A0B2, 0xF17B);
        assertThat(nonce).isEqualTo(hex("51753c6580c2726f20718414"));
        byte[] sealed = ReferenceSrtp.gcm(
                hex("000102030405060708090a0b0c0d0e0f"),
                nonce,
                hex("8040f17b8041f8d35501a0b2"),
                "Gallia est omnis divisa in partes tres".getBytes(StandardCharsets.US_ASCII));
        assertThat(sealed)
                .isEqualTo(hex("f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                        + "899d7f27beb16a9152cf765ee4390cce"));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
