// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.util.Arrays;

/** Whether one library opens what another seals, in every profile and both ways. Two packets each: a cipher begins twice. */
final class SrtpSelfTest {
    private static final int LENGTH = 100;
    private static final int ROOM = 64;
    private static final int PACKETS = 2;

    private SrtpSelfTest() {}

    static boolean agree(SrtpSuite one, SrtpSuite other) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            if (!opens(profile, one, other) || !opens(profile, other, one)) {
                return false;
            }
        }
        return true;
    }

    private static boolean opens(SrtpProfile profile, SrtpSuite sealing, SrtpSuite opening) {
        byte[] key = pattern(profile.keyLength());
        byte[] salt = pattern(profile.saltLength());
        try (SrtpProtector protector = sealing.protector(profile, key, salt);
                SrtpUnprotector unprotector = opening.unprotector(profile, key, salt)) {
            for (int number = 0; number < PACKETS; number++) {
                byte[] packet = packet(number);
                byte[] rtp = Arrays.copyOf(packet, LENGTH + ROOM);
                byte[] rtcp = Arrays.copyOf(packet, LENGTH + ROOM);
                int sealedRtp = protector.protectRtp(rtp, 0, LENGTH);
                int sealedRtcp = protector.protectRtcp(rtcp, 0, LENGTH);
                boolean opened = sealedRtp == LENGTH + profile.rtpOverhead()
                        && sealedRtcp == LENGTH + profile.rtcpOverhead()
                        && !same(packet, rtp)
                        && !same(packet, rtcp)
                        && unprotector.unprotectRtp(rtp, 0, sealedRtp) == LENGTH
                        && unprotector.unprotectRtcp(rtcp, 0, sealedRtcp) == LENGTH
                        && same(packet, rtp)
                        && same(packet, rtcp);
                if (!opened) {
                    return false;
                }
            }
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static boolean same(byte[] packet, byte[] buffer) {
        return Arrays.equals(packet, 0, LENGTH, buffer, 0, LENGTH);
    }

    /** Good for RTP as for RTCP. */
    private static byte[] packet(int number) {
        byte[] packet = pattern(LENGTH);
        packet[0] = (byte) 0x80;
        packet[3] = (byte) number;
        return packet;
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }
}
