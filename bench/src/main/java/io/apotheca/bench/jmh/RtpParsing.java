// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.rtp.RtpPacket;

/** Reads a packet's header and finds two extensions. */
final class RtpParsing implements Runnable {
    private final byte[] bytes = new byte[2048];
    private final int length = new SamplePacket(Codec.OPUS).next(bytes);
    private final RtpPacket rtp = new RtpPacket();
    private long sum;

    @Override
    public void run() {
        if (rtp.wrap(bytes, 0, length)) {
            sum += rtp.extension16(SamplePacket.WIDE_EXTENSION);
            sum += rtp.extension8(SamplePacket.LEVEL_EXTENSION);
            sum += rtp.sequence() + rtp.timestamp();
            sum += rtp.payloadLength();
        }
    }

    @Override
    public String toString() {
        return "sum " + sum;
    }
}
