// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.srtp.SrtpUnprotector;

/** Protects a packet and, as its receiver, checks and decrypts it: no packet is taken twice. */
final class Opening implements Runnable {
    private final SamplePacket packets = new SamplePacket(Codec.VP8);
    private final byte[] bytes = new byte[PacketBuffer.CAPACITY];
    private final SrtpProtector protector;
    private final SrtpUnprotector unprotector;

    Opening(SrtpSuite suite, SrtpProfile profile) {
        byte[] key = new byte[profile.keyLength()];
        byte[] salt = new byte[profile.saltLength()];
        protector = suite.protector(profile, key, salt);
        unprotector = suite.unprotector(profile, key, salt);
    }

    @Override
    public void run() {
        int length = protector.protectRtp(bytes, 0, packets.next(bytes));
        if (unprotector.unprotectRtp(bytes, 0, length) < 0) {
            throw new IllegalStateException("not authentic");
        }
    }
}
