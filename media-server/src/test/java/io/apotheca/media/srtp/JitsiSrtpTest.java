// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JitsiSrtpTest {
    private static final int SSRC = 0xCAFEBABE;

    @ParameterizedTest
    @EnumSource
    void protectsAsTheSecondOpinionDoes(SrtpProfile profile) {
        SrtpSession session = new SrtpSession(profile);
        for (int i = 0; i < 300; i++) {
            long index = 65_400L + i;
            byte[] packet = session.rtp(SSRC, (int) index & 0xFFFF, session.random.nextInt(1200));
            byte[] expected = ReferenceSrtp.protectRtp(profile, session.key, session.salt, packet, index >>> 16);
            assertThat(session.protect(packet)).isEqualTo(expected);
            assertThat(expected).hasSize(packet.length + profile.rtpOverhead());
        }
    }

    @ParameterizedTest
    @EnumSource
    void protectsRtcpAsTheSecondOpinionDoes(SrtpProfile profile) {
        SrtpSession session = new SrtpSession(profile);
        for (int index = 0; index < 50; index++) {
            for (int ssrc = 1; ssrc <= 2; ssrc++) {
                byte[] packet = session.rtcp(ssrc, 4 * session.random.nextInt(100));
                byte[] sent = session.protectRtcp(packet);
                int first = index + firstIndex(sent, index, profile);
                byte[] expected = ReferenceSrtp.protectRtcp(profile, session.key, session.salt, packet, first);
                assertThat(sent).isEqualTo(expected).hasSize(packet.length + profile.rtcpOverhead());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothWaysAndInTheMiddleOfAnArray(SrtpProfile profile) {
        SrtpSession session = new SrtpSession(profile);
        byte[] packet = session.rtp(SSRC, 7, 100);
        byte[] buffer = new byte[512];
        System.arraycopy(packet, 0, buffer, 33, packet.length);
        int sent = session.protector.protectRtp(buffer, 33, packet.length);
        assertThat(sent).isEqualTo(packet.length + profile.rtpOverhead());
        assertThat(session.unprotector.unprotectRtp(buffer, 33, sent)).isEqualTo(packet.length);
        assertThat(Arrays.copyOfRange(buffer, 33, 33 + packet.length)).isEqualTo(packet);

        byte[] report = session.rtcp(SSRC, 40);
        System.arraycopy(report, 0, buffer, 33, report.length);
        sent = session.protector.protectRtcp(buffer, 33, report.length);
        assertThat(session.unprotector.unprotectRtcp(buffer, 33, sent)).isEqualTo(report.length);
        assertThat(Arrays.copyOfRange(buffer, 33, 33 + report.length)).isEqualTo(report);
    }

    @ParameterizedTest
    @EnumSource
    void leavesCsrcsAndExtensionsClearAndAuthentic(SrtpProfile profile) {
        SrtpSession session = new SrtpSession(profile);
        byte[] packet = session.rtp(SSRC, 7, 100);
        packet[0] = (byte) 0x92;
        Bytes.put32(packet, 20, 0xBEDE_0003);
        int header = 12 + 8 + 4 + 12;
        byte[] sent = session.protect(packet);
        assertThat(Arrays.copyOf(sent, header)).isEqualTo(Arrays.copyOf(packet, header));
        assertThat(Arrays.copyOfRange(sent, header, header + 16))
                .isNotEqualTo(Arrays.copyOfRange(packet, header, header + 16));
        byte[] forged = sent.clone();
        forged[header - 1] ^= 1;
        assertThat(session.receive(forged)).isEqualTo(SrtpError.AUTH_FAILED);
        assertThat(session.receive(sent)).isEqualTo(packet.length);
    }

    @ParameterizedTest
    @EnumSource
    void noFlippedBitPasses(SrtpProfile profile) {
        SrtpSession session = new SrtpSession(profile);
        byte[] sent = session.sealed(SSRC, 100);
        byte[] report = session.sealedRtcp(SSRC, 100);
        for (int bit = 0; bit < sent.length * 8; bit++) {
            assertThat(session.receive(flip(sent, bit))).as("RTP bit %d", bit).isNegative();
        }
        for (int bit = 0; bit < report.length * 8; bit++) {
            assertThat(session.receiveRtcp(flip(report, bit)))
                    .as("RTCP bit %d", bit)
                    .isNegative();
        }
        assertThat(session.receive(sent)).isPositive();
        assertThat(session.receiveRtcp(report)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void noTruncationPasses(SrtpProfile profile) {
        SrtpSession session = new SrtpSession(profile);
        byte[] sent = session.sealed(SSRC, 100);
        byte[] report = session.sealedRtcp(SSRC, 100);
        for (int length = 0; length < sent.length; length++) {
            assertThat(session.receive(Arrays.copyOf(sent, length))).isNegative();
        }
        for (int length = 0; length < report.length; length++) {
            assertThat(session.receiveRtcp(Arrays.copyOf(report, length))).isNegative();
        }
    }

    @Test
    void headersThatDoNotFitAreMalformed() {
        SrtpSession session = new SrtpSession(SrtpProfile.AEAD_AES_128_GCM);
        byte[] manySources = session.rtp(SSRC, 1, 40);
        manySources[0] = (byte) 0x8F;
        byte[] longExtension = session.rtp(SSRC, 1, 40);
        longExtension[0] = (byte) 0x90;
        Bytes.put32(longExtension, 12, 0xBEDE_FFFF);
        byte[] noExtension = session.rtp(SSRC, 1, 16);
        noExtension[0] = (byte) 0x90;
        byte[] version1 = session.rtp(SSRC, 1, 40);
        version1[0] = 0x40;
        for (byte[] packet : new byte[][] {manySources, longExtension, noExtension, version1, {}}) {
            assertThat(session.receive(packet)).isEqualTo(SrtpError.MALFORMED);
        }
        assertThat(session.receiveRtcp(new byte[27])).isEqualTo(SrtpError.MALFORMED);
        assertThat(session.protector.protectRtp(version1, 0, version1.length)).isEqualTo(SrtpError.MALFORMED);
        assertThat(session.protector.protectRtcp(new byte[7], 0, 7)).isEqualTo(SrtpError.MALFORMED);
    }

    @Test
    void theSameSequenceNumberIsNeverProtectedTwice() {
        SrtpSession session = new SrtpSession(SrtpProfile.AEAD_AES_128_GCM);
        session.protect(session.rtp(SSRC, 5000, 10));
        session.protect(session.rtp(SSRC, 4000, 10));
        session.protect(session.rtp(SSRC + 1, 5000, 10));
        for (int sequence : new int[] {5000, 4000, 5000 - ReplayWindow.WIDTH}) {
            byte[] again = Arrays.copyOf(session.rtp(SSRC, sequence, 10), 100);
            assertThat(session.protector.protectRtp(again, 0, 22)).isEqualTo(SrtpError.REPLAYED);
        }
    }

    private static int firstIndex(byte[] sent, int index, SrtpProfile profile) {
        int fromEnd = profile == SrtpProfile.AES128_CM_HMAC_SHA1_80 ? 14 : 4;
        int first = (Bytes.i32(sent, sent.length - fromEnd) & Integer.MAX_VALUE) - index;
        assertThat(first).as("the index counts from 0 or 1").isBetween(0, 1);
        return first;
    }

    private static byte[] flip(byte[] packet, int bit) {
        byte[] flipped = packet.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }
}
