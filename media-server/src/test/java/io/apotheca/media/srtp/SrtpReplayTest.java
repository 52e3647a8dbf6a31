// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an attacker who sees, repeats, delays and invents packets can and cannot do. */
class SrtpReplayTest {
    private static final int SSRC = 77;

    @ParameterizedTest
    @EnumSource
    void aRepeatedPacketIsRefused(SrtpProfile profile) {
        SrtpSession session = new SrtpSession(profile);
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
        SrtpSession session = new SrtpSession(profile);
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
        SrtpSession session = new SrtpSession(profile);
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
        SrtpSession session = new SrtpSession(profile);
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
        SrtpSession session = new SrtpSession(profile);
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
        SrtpSession session = new SrtpSession(profile);
        for (int ssrc = 0; ssrc < 100_000; ssrc++) {
            boolean report = ssrc % 10 == 0;
            int outcome = report
                    ? session.receiveRtcp(session.rtcp(ssrc, 40))
                    : session.receive(session.rtp(ssrc, ssrc & 0xFFFF, 40));
            if (outcome != SrtpError.AUTH_FAILED) {
                throw new AssertionError("SSRC " + ssrc + " got " + outcome);
            }
        }
        for (int ssrc = 0; ssrc < JitsiUnprotector.MAX_SOURCES; ssrc++) {
            assertThat(session.receive(session.sealed(ssrc, 60_000))).isPositive();
            assertThat(session.receiveRtcp(session.sealedRtcp(ssrc, 1))).isPositive();
        }
        int tooMany = JitsiUnprotector.MAX_SOURCES;
        assertThat(session.receive(session.sealed(tooMany, 1))).isEqualTo(SrtpError.TOO_MANY_SOURCES);
        assertThat(session.receiveRtcp(session.sealedRtcp(tooMany, 1))).isEqualTo(SrtpError.TOO_MANY_SOURCES);
        assertThat(session.receive(session.sealed(0, 60_001))).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void otherKeysAndTheOwnDirectionAreRefused(SrtpProfile profile) {
        SrtpSession session = new SrtpSession(profile);
        byte[] otherKey = session.key.clone();
        otherKey[0] ^= 1;
        byte[] packet = session.rtp(SSRC, 1, 20);
        byte[] sent = ReferenceSrtp.protectRtp(profile, otherKey, session.salt, packet, 0);
        assertThat(session.receive(sent)).isEqualTo(SrtpError.AUTH_FAILED);
    }
}
