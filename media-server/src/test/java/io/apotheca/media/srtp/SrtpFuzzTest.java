// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.buffer.PacketBuffer;
import java.util.Arrays;

/** Any bytes come to the same end in both libraries, as a packet to seal and as one to open, and none throws. */
class SrtpFuzzTest {
    private static final SrtpSuite LIBCRYPTO = new LibcryptoSrtp();
    private static final SrtpSuite JAVA = new JitsiSrtp();

    @FuzzTest
    void bothDoTheSame(byte[] bytes) {
        byte[] packet = Arrays.copyOf(bytes, Math.min(bytes.length, PacketBuffer.CAPACITY + 10));
        for (SrtpProfile profile : SrtpProfile.values()) {
            byte[] key = new byte[profile.keyLength()];
            byte[] salt = new byte[profile.saltLength()];
            try (SrtpProtector one = LIBCRYPTO.protector(profile, key, salt);
                    SrtpProtector other = JAVA.protector(profile, key, salt)) {
                assertSame(packet, one::protectRtp, other::protectRtp);
                assertSame(packet, one::protectRtcp, other::protectRtcp);
            }
            try (SrtpUnprotector one = LIBCRYPTO.unprotector(profile, key, salt);
                    SrtpUnprotector other = JAVA.unprotector(profile, key, salt)) {
                assertSame(packet, one::unprotectRtp, other::unprotectRtp);
                assertSame(packet, one::unprotectRtcp, other::unprotectRtcp);
            }
        }
    }

    private interface Direction {
        int apply(byte[] bytes, int offset, int length);
    }

    private static void assertSame(byte[] packet, Direction one, Direction other) {
        byte[] first = Arrays.copyOf(packet, packet.length + SrtpSession.ROOM);
        byte[] second = first.clone();
        int length = one.apply(first, 0, packet.length);
        assertThat(other.apply(second, 0, packet.length)).isEqualTo(length);
        if (length >= 0) {
            assertThat(Arrays.copyOf(second, length)).isEqualTo(Arrays.copyOf(first, length));
        }
    }
}
