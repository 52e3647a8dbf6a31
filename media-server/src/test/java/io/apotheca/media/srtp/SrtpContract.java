// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.testing.Hex;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every library must do: agree with the second opinion to the bit, and leave nothing to an attacker who sees, repeats,
 * delays, changes and invents packets.
 */
abstract class SrtpContract {
    private static final int SSRC = 0xCAFEBABE;

    private final SrtpSuite suite;

    SrtpContract(SrtpSuite suite) {
        this.suite = suite;
    }

    private SrtpSession session(SrtpProfile profile) {
        return new SrtpSession(suite, profile);
    }

    @ParameterizedTest
    @EnumSource
    void protectsAsTheSecondOpinionDoes(SrtpProfile profile) {
        SrtpSession session = session(profile);
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
        SrtpSession session = session(profile);
        for (int index = 0; index < 50; index++) {
            for (int ssrc = 1; ssrc <= 2; ssrc++) {
                byte[] packet = session.rtcp(ssrc, 4 * session.random.nextInt(100));
                byte[] sent = session.protectRtcp(packet);
                byte[] expected = ReferenceSrtp.protectRtcp(profile, session.key, session.salt, packet, index);
                assertThat(sent).isEqualTo(expected).hasSize(packet.length + profile.rtcpOverhead());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothWaysAndInTheMiddleOfAnArray(SrtpProfile profile) {
        SrtpSession session = session(profile);
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
        SrtpSession session = session(profile);
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
        SrtpSession session = session(profile);
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
        SrtpSession session = session(profile);
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
        SrtpSession session = session(SrtpProfile.AEAD_AES_128_GCM);
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
        SrtpSession session = session(SrtpProfile.AEAD_AES_128_GCM);
        session.protect(session.rtp(SSRC, 5000, 10));
        session.protect(session.rtp(SSRC, 4000, 10));
        session.protect(session.rtp(SSRC + 1, 5000, 10));
        for (int sequence : new int[] {5000, 4000, 5000 - ReplayWindow.WIDTH}) {
            byte[] again = Arrays.copyOf(session.rtp(SSRC, sequence, 10), 100);
            assertThat(session.protector.protectRtp(again, 0, 22)).isEqualTo(SrtpError.REPLAYED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedPacketIsRefused(SrtpProfile profile) {
        SrtpSession session = session(profile);
        byte[] first = session.sealed(SSRC, 10);
        byte[] second = session.sealed(SSRC, 11);
        assertThat(session.receive(first)).isPositive();
        assertThat(session.receive(first)).isEqualTo(SrtpError.REPLAYED);
        assertThat(session.receive(second)).isPositive();
        assertThat(session.receive(first)).isEqualTo(SrtpError.REPLAYED);
        assertThat(session.receive(second)).isEqualTo(SrtpError.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedReportIsRefused(SrtpProfile profile) {
        SrtpSession session = session(profile);
        for (int index : new int[] {0, 1, 5, 3, 0x7FFF_FFF0, 0x7FFF_FFFF}) {
            byte[] report = session.sealedRtcp(SSRC, index);
            assertThat(session.receiveRtcp(report)).as("index %d", index).isPositive();
            assertThat(session.receiveRtcp(report)).as("index %d again", index).isEqualTo(SrtpError.REPLAYED);
        }
        assertThat(session.receiveRtcp(session.sealedRtcp(SSRC, 6))).isEqualTo(SrtpError.REPLAYED);
        assertThat(session.receiveRtcp(session.sealedRtcp(SSRC + 1, 6))).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void latePacketsPassWithinTheWindow(SrtpProfile profile) {
        SrtpSession session = session(profile);
        long newest = 70_000;
        assertThat(session.receive(session.sealed(SSRC, 60_000))).isPositive();
        assertThat(session.receive(session.sealed(SSRC, newest))).isPositive();
        long oldest = newest - ReplayWindow.WIDTH + 1;
        assertThat(session.receive(session.sealed(SSRC, oldest))).isPositive();
        assertThat(session.receive(session.sealed(SSRC, oldest))).isEqualTo(SrtpError.REPLAYED);
        assertThat(session.receive(session.sealed(SSRC, oldest - 1))).isEqualTo(SrtpError.REPLAYED);
        assertThat(session.receive(session.sealed(SSRC, newest - 500))).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void theRolloverCounterFollowsLossAndReordering(SrtpProfile profile) {
        SrtpSession session = session(profile);
        for (long index = 32_000; index < 300_000; index += 700 + session.random.nextInt(300)) {
            assertThat(session.receive(session.sealed(SSRC, index + 5)))
                    .as("index %d", index + 5)
                    .isPositive();
            assertThat(session.receive(session.sealed(SSRC, index)))
                    .as("index %d", index)
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgedPacketsMoveNothing(SrtpProfile profile) {
        SrtpSession session = session(profile);
        assertThat(session.receive(session.sealed(SSRC, 100))).isPositive();
        assertThat(session.receiveRtcp(session.sealedRtcp(SSRC, 100))).isPositive();
        for (int ssrc = SSRC; ssrc <= SSRC + 1; ssrc++) {
            for (int sequence : new int[] {101, 99, 5000, 30_000}) {
                byte[] forged = session.sealed(ssrc, sequence);
                forged[forged.length - 1] ^= 1;
                assertThat(session.receive(forged)).isEqualTo(SrtpError.AUTH_FAILED);
                byte[] forgedReport = session.sealedRtcp(ssrc, sequence);
                forgedReport[8] ^= 1;
                assertThat(session.receiveRtcp(forgedReport)).isEqualTo(SrtpError.AUTH_FAILED);
            }
            for (int sequence : new int[] {101, 99, 102}) {
                assertThat(session.receive(session.sealed(ssrc, sequence))).isPositive();
                assertThat(session.receiveRtcp(session.sealedRtcp(ssrc, sequence)))
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFloodOfInventedSourcesLeavesRoomForTheRealOnes(SrtpProfile profile) {
        SrtpSession session = session(profile);
        for (int ssrc = 0; ssrc < 100_000; ssrc++) {
            boolean report = ssrc % 10 == 0;
            int outcome = report
                    ? session.receiveRtcp(session.inventedRtcp(ssrc))
                    : session.receive(session.rtp(ssrc, ssrc & 0xFFFF, 40));
            if (outcome != SrtpError.AUTH_FAILED) {
                throw new AssertionError("SSRC " + ssrc + " got " + outcome);
            }
        }
        for (int ssrc = 0; ssrc < SourceUnprotector.MAX_SOURCES; ssrc++) {
            assertThat(session.receive(session.sealed(ssrc, 60_000))).isPositive();
            assertThat(session.receiveRtcp(session.sealedRtcp(ssrc, 1))).isPositive();
        }
        int tooMany = SourceUnprotector.MAX_SOURCES;
        assertThat(session.receive(session.sealed(tooMany, 1))).isEqualTo(SrtpError.TOO_MANY_SOURCES);
        assertThat(session.receiveRtcp(session.sealedRtcp(tooMany, 1))).isEqualTo(SrtpError.TOO_MANY_SOURCES);
        assertThat(session.receive(session.sealed(0, 60_001))).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void otherKeysAndTheOwnDirectionAreRefused(SrtpProfile profile) {
        SrtpSession session = session(profile);
        byte[] otherKey = session.key.clone();
        otherKey[0] ^= 1;
        byte[] packet = session.rtp(SSRC, 1, 20);
        byte[] sent = ReferenceSrtp.protectRtp(profile, otherKey, session.salt, packet, 0);
        assertThat(session.receive(sent)).isEqualTo(SrtpError.AUTH_FAILED);
    }

    @ParameterizedTest
    @EnumSource
    void aReportInTheClearIsRefused(SrtpProfile profile) {
        SrtpSession session = session(profile);
        byte[] report = session.sealedRtcp(SSRC, 3);
        report[report.length - profile.rtcpIndexFromEnd()] &= 0x7F;
        assertThat(session.receiveRtcp(report)).isEqualTo(SrtpError.MALFORMED);
    }

    /** The packet by which libsrtp tests itself: keys of RFC 3711, appendix B.3. */
    @Test
    void sealsAPacketKnownFromElsewhere() {
        SrtpProfile profile = SrtpProfile.AES128_CM_HMAC_SHA1_80;
        byte[] key = Hex.bytes("E1F97A0D3E018BE0D64FA32C06DE4139");
        byte[] salt = Hex.bytes("0EC675AD498AFEEBB6960B3AABE6");
        byte[] packet =
                Hex.bytes("800F1234 DECAFBAD CAFEBABE ABABABAB ABABABAB ABABABAB ABABABAB 00000000 00000000 0000");
        try (SrtpProtector protector = suite.protector(profile, key, salt)) {
            assertThat(protector.protectRtp(packet, 0, 28)).isEqualTo(38);
        }
        assertThat(packet)
                .isEqualTo(Hex.bytes(
                        "800F1234 DECAFBAD CAFEBABE 4E55DC4C E79978D8 8CA4D215 949D2402 B78D6ACC 99EA179B 8DBB"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsEmptyPasses(SrtpProfile profile) {
        SrtpSession session = session(profile);
        byte[] packet = session.rtp(SSRC, 1, 0);
        byte[] report = session.rtcp(SSRC, 0);
        assertThat(session.receive(session.protect(packet))).isEqualTo(packet.length);
        assertThat(session.receiveRtcp(session.protectRtcp(report))).isEqualTo(report.length);
    }

    @ParameterizedTest
    @EnumSource
    void theLongestPacketPassesAndALongerOneIsRefused(SrtpProfile profile) {
        SrtpSession session = session(profile);
        int longest = PacketShape.MAX_LENGTH - profile.rtcpOverhead();
        byte[] packet = session.rtp(SSRC, 1, longest - 12);
        byte[] report = session.rtcp(SSRC, longest - 8);
        assertThat(session.receive(session.protect(packet))).isEqualTo(longest);
        assertThat(session.receiveRtcp(session.protectRtcp(report))).isEqualTo(longest);

        byte[] longer = Arrays.copyOf(packet, PacketShape.MAX_LENGTH + 1);
        assertThat(session.receive(longer)).isEqualTo(SrtpError.MALFORMED);
        assertThat(session.receiveRtcp(longer)).isEqualTo(SrtpError.MALFORMED);
        assertThat(session.protector.protectRtp(longer, 0, longer.length)).isEqualTo(SrtpError.MALFORMED);
        assertThat(session.protector.protectRtcp(longer, 0, longer.length)).isEqualTo(SrtpError.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsClosedRefusesEverything(SrtpProfile profile) {
        SrtpSession session = session(profile);
        byte[] sent = session.sealed(SSRC, 1);
        byte[] report = session.sealedRtcp(SSRC, 1);
        session.protect(session.rtp(SSRC, 1, 10));
        session.receive(sent);
        for (int time = 0; time < 2; time++) {
            session.protector.close();
            session.unprotector.close();
            byte[] packet = Arrays.copyOf(session.rtp(SSRC, 2 + time, 10), 100);
            assertThat(session.protector.protectRtp(packet, 0, 22)).isEqualTo(SrtpError.CLOSED);
            assertThat(session.protector.protectRtcp(packet, 0, 22)).isEqualTo(SrtpError.CLOSED);
            assertThat(session.receive(sent)).isEqualTo(SrtpError.CLOSED);
            assertThat(session.receiveRtcp(report)).isEqualTo(SrtpError.CLOSED);
        }
    }

    private static byte[] flip(byte[] packet, int bit) {
        byte[] flipped = packet.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }
}
