// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpSuite;

/** Writes a packet of video and protects it. */
final class Protecting implements Runnable {
    private final SamplePacket packets = new SamplePacket(Codec.VP8);
    private final byte[] bytes = new byte[PacketBuffer.CAPACITY];
    private final SrtpProtector protector;

    Protecting(SrtpSuite suite, SrtpProfile profile) {
        protector = suite.protector(profile, new byte[profile.keyLength()], new byte[profile.saltLength()]);
    }

    @Override
    public void run() {
        if (protector.protectRtp(bytes, 0, packets.next(bytes)) < 0) {
            throw new IllegalStateException("not protected");
        }
    }
}
