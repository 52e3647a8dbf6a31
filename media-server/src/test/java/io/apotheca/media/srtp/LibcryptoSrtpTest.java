// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Allocated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract on libcrypto, and what is its own: no allocation, native memory that is given back. */
class LibcryptoSrtpTest extends SrtpContract {
    private static final int PACKETS = 50_000;
    private static final int SESSIONS = 20_000;
    private static final long NOTHING = PACKETS / 100;
    private static final long MOST_GROWTH = 16 << 20;

    LibcryptoSrtpTest() {
        super(new LibcryptoSrtp());
    }

    @ParameterizedTest
    @EnumSource
    void noPacketAllocates(SrtpProfile profile) {
        SrtpSession session = new SrtpSession(new LibcryptoSrtp(), profile);
        byte[] rtp = session.rtp(1, 0, 1_000);
        byte[] rtcp = session.rtcp(1, 100);
        byte[] bytes = new byte[1_500];
        int[] sequence = new int[1];
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < PACKETS; i++) {
                        System.arraycopy(rtp, 0, bytes, 0, rtp.length);
                        bytes[2] = (byte) (sequence[0] >> 8);
                        bytes[3] = (byte) sequence[0]++;
                        pass(session.unprotector.unprotectRtp(
                                bytes, 0, session.protector.protectRtp(bytes, 0, rtp.length)));
                        System.arraycopy(rtcp, 0, bytes, 0, rtcp.length);
                        pass(session.unprotector.unprotectRtcp(
                                bytes, 0, session.protector.protectRtcp(bytes, 0, rtcp.length)));
                    }
                }))
                .isLessThan(NOTHING);
    }

    private static void pass(int outcome) {
        if (outcome < 0) {
            throw new AssertionError("refused: " + outcome);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsClosedIsGivenBack(SrtpProfile profile) {
        openAndClose(profile);
        long before = NativeHeap.inUse();
        openAndClose(profile);
        assertThat(NativeHeap.inUse() - before).isLessThan(MOST_GROWTH);
    }

    private static void openAndClose(SrtpProfile profile) {
        LibcryptoSrtp suite = new LibcryptoSrtp();
        byte[] key = new byte[profile.keyLength()];
        byte[] salt = new byte[profile.saltLength()];
        byte[] packet = new byte[100];
        packet[0] = (byte) 0x80;
        for (int i = 0; i < SESSIONS; i++) {
            try (SrtpProtector protector = suite.protector(profile, key, salt);
                    SrtpUnprotector unprotector = suite.unprotector(profile, key, salt)) {
                unprotector.unprotectRtp(packet, 0, protector.protectRtp(packet, 0, 20));
            }
        }
    }

    @Test
    void isUsableHere() {
        assertThat(LibcryptoSrtp.problem()).isEmpty();
        assertThat(LibcryptoSrtp.version()).matches("[3-9]\\.\\d+\\.\\d+");
    }
}
