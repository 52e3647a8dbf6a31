// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Hex;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packets and keys that the RFCs print, by session key as they print them. */
class LibcryptoVectorsTest {
    private static final int ROOM = 32;
    private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_256 = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String SALT = "517569642070726f2071756f";

    private static final String RTP =
            "8040f17b8041f8d35501a0b2" + "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";
    private static final String SRTP_128 = "8040f17b8041f8d35501a0b2"
            + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
            + "899d7f27beb16a9152cf765ee4390cce";
    private static final String SRTP_256 = "8040f17b8041f8d35501a0b2"
            + "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
            + "7aa3db36dfffd6b0f9bb7878d7a76c13";

    private static final String RTCP = "81c8000d4d617273"
            + "4e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
    private static final String SRTCP_128 = "81c8000d4d617273"
            + "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b"
            + "c84aa45896cf4d2fc5abf87245d9eade800005d4";
    private static final String SRTCP_256 = "81c8000d4d617273"
            + "d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de0476f1b6fad"
            + "1d1eb30c4446839f57ff6f6cb26ac3be800005d4";

    private final NativePacket packet = new NativePacket();

    @AfterEach
    void free() {
        packet.free();
    }

    /** RFC 7714, sections 16.1, 16.2, 17.1 and 17.2. */
    @ParameterizedTest
    @CsvSource({
        "RTP, 12, 0x5501A0B2, 0xF17B, " + KEY_128 + "," + RTP + "," + SRTP_128,
        "RTP, 12, 0x5501A0B2, 0xF17B, " + KEY_256 + "," + RTP + "," + SRTP_256,
        "RTCP, 8, 0x4D617273, 0x5D4, " + KEY_128 + "," + RTCP + "," + SRTCP_128,
        "RTCP, 8, 0x4D617273, 0x5D4, " + KEY_256 + "," + RTCP + "," + SRTCP_256,
    })
    void gcm(Protocol protocol, int header, String ssrc, String index, String key, String plain, String sealed) {
        SessionKeys keys = new SessionKeys(Hex.bytes(key), new byte[0], Hex.bytes(SALT));
        assertThat(apply(new GcmCipher(true, protocol, keys, packet), plain, header, ssrc, index))
                .isEqualTo(Hex.bytes(sealed));
        assertThat(apply(new GcmCipher(false, protocol, keys, packet), sealed, header, ssrc, index))
                .isEqualTo(Hex.bytes(plain));
    }

    /** RFC 3711, appendix B.2: what zeros become is the key stream. */
    @Test
    void counterMode() {
        SessionKeys keys = new SessionKeys(
                Hex.bytes("2B7E151628AED2A6ABF7158809CF4F3C"), new byte[20], Hex.bytes("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
        byte[] sealed =
                apply(new CounterModeCipher(true, Protocol.RTP, keys, packet), "00".repeat(12 + 48), 12, "0", "0");
        assertThat(Arrays.copyOfRange(sealed, 12, 60))
                .isEqualTo(Hex.bytes("E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
    }

    private static byte[] apply(LibcryptoCipher cipher, String packet, int header, String ssrc, String index) {
        byte[] bytes = Hex.bytes(packet);
        byte[] buffer = Arrays.copyOf(bytes, bytes.length + ROOM);
        int length =
                cipher.apply(buffer, 0, bytes.length, header, Long.decode(ssrc).intValue(), Long.decode(index));
        cipher.free();
        return Arrays.copyOf(buffer, length);
    }

    /** RFC 3711, appendix B.3. */
    @Test
    void derivesSessionKeys() {
        SessionKeys keys = SessionKeys.derive(
                SrtpProfile.AES128_CM_HMAC_SHA1_80,
                Protocol.RTP,
                Hex.bytes("E1F97A0D3E018BE0D64FA32C06DE4139"),
                Hex.bytes("0EC675AD498AFEEBB6960B3AABE6"),
                packet);
        assertThat(keys.cipherKey()).isEqualTo(Hex.bytes("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(keys.salt()).isEqualTo(Hex.bytes("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(keys.authenticationKey()).isEqualTo(Hex.bytes("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
        keys.wipe();
        assertThat(keys.cipherKey()).containsOnly(0);
    }

    /** RFC 2202, section 3, the first two cases, each twice with one key. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265, b617318655057264e28bc0b6fb378c8ef146be00",
        "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + " effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    })
    void hmac(String key, String message, String digest) {
        HmacSha1 hmac = new HmacSha1(Hex.bytes(key), packet);
        byte[] bytes = Hex.bytes(message);
        byte[] result = new byte[20];
        for (int time = 0; time < 2; time++) {
            packet.load(bytes, 0, bytes.length);
            assertThat(hmac.write(bytes.length, bytes.length)).isTrue();
            for (int i = 0; i < result.length; i++) {
                result[i] = packet.get8(bytes.length + i);
            }
            assertThat(result).isEqualTo(Hex.bytes(digest));
        }
        hmac.free();
    }
}
