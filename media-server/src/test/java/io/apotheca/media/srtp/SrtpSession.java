// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.buffer.Bytes;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One direction with random keys, its packets and a second opinion on them. */
final class SrtpSession {
    static final int ROOM = 64;

    final RandomGenerator random = new SplittableRandom(11);
    final SrtpProfile profile;
    final byte[] key;
    final byte[] salt;
    final SrtpProtector protector;
    final SrtpUnprotector unprotector;

    SrtpSession(SrtpSuite suite, SrtpProfile profile) {
        this.profile = profile;
        key = bytes(profile.keyLength());
        salt = bytes(profile.saltLength());
        protector = suite.protector(profile, key, salt);
        unprotector = suite.unprotector(profile, key, salt);
    }

    byte[] rtp(int ssrc, int sequence, int payload) {
        byte[] packet = bytes(12 + payload);
        packet[0] = (byte) 0x80;
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 8, ssrc);
        return packet;
    }

    byte[] rtcp(int ssrc, int body) {
        byte[] packet = bytes(8 + body);
        packet[0] = (byte) 0x80;
        packet[1] = (byte) 200;
        Bytes.put16(packet, 2, body / 4 + 1);
        Bytes.put32(packet, 4, ssrc);
        return packet;
    }

    /** The packet as it would be sent, by the second opinion. */
    byte[] sealed(int ssrc, long index) {
        return ReferenceSrtp.protectRtp(profile, key, salt, rtp(ssrc, (int) index & 0xFFFF, 20), index >>> 16);
    }

    byte[] sealedRtcp(int ssrc, int index) {
        return ReferenceSrtp.protectRtcp(profile, key, salt, rtcp(ssrc, 20), index);
    }

    /** A report by somebody without the keys. */
    byte[] inventedRtcp(int ssrc) {
        byte[] packet = rtcp(ssrc, 40);
        packet[packet.length - profile.rtcpIndexFromEnd()] |= (byte) 0x80;
        return packet;
    }

    int receive(byte[] packet) {
        return unprotector.unprotectRtp(packet.clone(), 0, packet.length);
    }

    int receiveRtcp(byte[] packet) {
        return unprotector.unprotectRtcp(packet.clone(), 0, packet.length);
    }

    /** The packet as sent. */
    byte[] protect(byte[] packet) {
        byte[] buffer = Arrays.copyOf(packet, packet.length + ROOM);
        return Arrays.copyOf(buffer, protector.protectRtp(buffer, 0, packet.length));
    }

    byte[] protectRtcp(byte[] packet) {
        byte[] buffer = Arrays.copyOf(packet, packet.length + ROOM);
        return Arrays.copyOf(buffer, protector.protectRtcp(buffer, 0, packet.length));
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
