// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.testing;

import io.apotheca.media.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.List;

/** A packet of one of the streams, and when it comes. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Arrival(int track, Recorded recorded, long nanos, byte[] packet) {
    /** The whole stream, each packet 30 ms after its timestamp, from so much after the origin on. */
    public static List<Arrival> all(int track, Recorded recorded, long originNanos, long afterMillis) {
        RtpPacket rtp = new RtpPacket();
        List<byte[]> packets = recorded.packets();
        rtp.wrap(packets.getFirst(), 0, packets.getFirst().length);
        long first = rtp.timestamp();
        List<Arrival> arrivals = new ArrayList<>();
        for (byte[] packet : packets) {
            rtp.wrap(packet, 0, packet.length);
            long ticks = rtp.timestamp() - first;
            long nanos = ticks * 1_000_000_000L / recorded.encoding().codec().clockRate();
            arrivals.add(
                    new Arrival(track, recorded, originNanos + (afterMillis + 30) * TestSession.MILLI + nanos, packet));
        }
        return arrivals;
    }

    /** The same, that much later. */
    public Arrival later(long millis) {
        return new Arrival(track, recorded, nanos + millis * TestSession.MILLI, packet);
    }
}
