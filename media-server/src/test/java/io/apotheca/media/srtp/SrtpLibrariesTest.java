// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.testing.Property;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two libraries, two answers the same to the bit: what one seals the other opens, whatever the packet. */
class SrtpLibrariesTest {
    private static final int TRIES = 100;
    private static final int PACKETS = 30;
    private static final List<SrtpSuite> SUITES = List.of(new LibcryptoSrtp(), new JitsiSrtp());

    @ParameterizedTest
    @EnumSource
    void eachOpensWhatTheOtherSeals(SrtpProfile profile) {
        Property.check(1, TRIES, random -> {
            byte[] key = bytes(random, profile.keyLength());
            byte[] salt = bytes(random, profile.saltLength());
            try (Pair one = new Pair(SUITES.get(0), SUITES.get(1), profile, key, salt);
                    Pair other = new Pair(SUITES.get(1), SUITES.get(0), profile, key, salt)) {
                int sequence = random.nextInt(0x10000);
                for (int i = 0; i < PACKETS; i++) {
                    sequence += random.nextInt(1, 3_000);
                    byte[] packet = packet(random, sequence & 0xFFFF);
                    assertThat(one.rtp(packet)).isEqualTo(other.rtp(packet)).isNotEqualTo(packet);
                    byte[] report = report(random);
                    assertThat(one.rtcp(report)).isEqualTo(other.rtcp(report)).isNotEqualTo(report);
                }
            }
        });
    }

    /** One library's sending direction, and another's receiving one. */
    private static final class Pair implements AutoCloseable {
        private final SrtpProtector protector;
        private final SrtpUnprotector unprotector;

        Pair(SrtpSuite sealing, SrtpSuite opening, SrtpProfile profile, byte[] key, byte[] salt) {
            protector = sealing.protector(profile, key, salt);
            unprotector = opening.unprotector(profile, key, salt);
        }

        /** The packet as sent, once it was also received. */
        byte[] rtp(byte[] packet) {
            byte[] buffer = Arrays.copyOf(packet, packet.length + SrtpSession.ROOM);
            byte[] sent = Arrays.copyOf(buffer, protector.protectRtp(buffer, 0, packet.length));
            assertThat(unprotector.unprotectRtp(buffer, 0, sent.length)).isEqualTo(packet.length);
            assertThat(Arrays.copyOf(buffer, packet.length)).isEqualTo(packet);
            return sent;
        }

        byte[] rtcp(byte[] packet) {
            byte[] buffer = Arrays.copyOf(packet, packet.length + SrtpSession.ROOM);
            byte[] sent = Arrays.copyOf(buffer, protector.protectRtcp(buffer, 0, packet.length));
            assertThat(unprotector.unprotectRtcp(buffer, 0, sent.length)).isEqualTo(packet.length);
            assertThat(Arrays.copyOf(buffer, packet.length)).isEqualTo(packet);
            return sent;
        }

        @Override
        public void close() {
            protector.close();
            unprotector.close();
        }
    }

    /** With up to 15 CSRCs, and with an extension or without. */
    private static byte[] packet(RandomGenerator random, int sequence) {
        int csrcs = random.nextInt(16);
        int extension = random.nextInt(-20, 20);
        int header = 12 + 4 * csrcs + (extension < 0 ? 0 : 4 + 4 * extension);
        byte[] packet = bytes(random, header + random.nextInt(1_200));
        packet[0] = (byte) (0x80 | csrcs | (extension < 0 ? 0 : 0x10));
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 8, 77);
        if (extension >= 0) {
            Bytes.put16(packet, 12 + 4 * csrcs + 2, extension);
        }
        return packet;
    }

    private static byte[] report(RandomGenerator random) {
        byte[] packet = bytes(random, 8 + 4 * random.nextInt(300));
        packet[0] = (byte) 0x80;
        Bytes.put32(packet, 4, random.nextInt(3));
        return packet;
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
