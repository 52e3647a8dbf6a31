// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whether a library seals and opens packets as is known of them, in every profile: two of each kind, so that a cipher which
 * cannot begin again is found out. Another library's opinion would take a second of every start.
 */
final class SrtpSelfTest {
    private static final int LENGTH = 20;
    private static final int ROOM = 20;
    private static final int PACKETS = 2;

    private SrtpSelfTest() {}

    /** What the second packet becomes as RTP, and what as RTCP. */
    private record Answers(String rtp, String rtcp) {}

    private static Answers answers(SrtpProfile profile) {
        return switch (profile) {
            case AEAD_AES_128_GCM ->
                new Answers(
                        "8002030105060708090a0b0c1115989a59f31d5468065089b6564988bc3f06c32277ff9c",
                        "8002030105060708fd71822ba486c0aa00765b5ba665766e50aad45b264e2633eb485c9a80000001");
            case AEAD_AES_256_GCM ->
                new Answers(
                        "8002030105060708090a0b0cd5907390ccca7c3b04b7a0c3dee1654de3454e22290ef4cf",
                        "80020301050607080ef734050234b236f2fcb6b406561ca6928349a1915f0536a678f53a80000001");
            case AES128_CM_HMAC_SHA1_80 ->
                new Answers(
                        "8002030105060708090a0b0cad07cd29ad2cf94d5511ba477001a0152ab5",
                        "8002030105060708888e854111d4013305d9856e800000011ee35e1f485e589ee62d");
        };
    }

    static boolean passes(SrtpSuite suite) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            if (!passes(suite, profile)) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(SrtpSuite suite, SrtpProfile profile) {
        byte[] key = pattern(profile.keyLength());
        byte[] salt = pattern(profile.saltLength());
        Answers answers = answers(profile);
        try (SrtpProtector protector = suite.protector(profile, key, salt);
                SrtpUnprotector unprotector = suite.unprotector(profile, key, salt)) {
            return passes(protector::protectRtp, unprotector::unprotectRtp, answers.rtp)
                    && passes(protector::protectRtcp, unprotector::unprotectRtcp, answers.rtcp);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private interface Direction {
        int apply(byte[] bytes, int offset, int length);
    }

    private static boolean passes(Direction seal, Direction open, String answer) {
        byte[] expected = HexFormat.of().parseHex(answer);
        for (int number = 0; number < PACKETS; number++) {
            byte[] packet = packet(number);
            byte[] bytes = Arrays.copyOf(packet, LENGTH + ROOM);
            int sealed = seal.apply(bytes, 0, LENGTH);
            boolean known = number == 0 || Arrays.equals(bytes, 0, Math.max(sealed, 0), expected, 0, expected.length);
            boolean opened =
                    open.apply(bytes, 0, sealed) == LENGTH && Arrays.equals(bytes, 0, LENGTH, packet, 0, LENGTH);
            if (!known || !opened) {
                return false;
            }
        }
        return true;
    }

    /** Good as RTP and as RTCP; the number is the sequence number. */
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
