// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.testing;

import io.apotheca.media.rtp.RtpHeaderWriter;
import java.util.ArrayList;
import java.util.List;

/** Numbers payloads and puts RTP headers before them. */
public class Packetizer {
    private final int payloadType;
    private final int ssrc;
    private int sequence;

    public Packetizer(int payloadType, int ssrc, int sequence) {
        this.payloadType = payloadType;
        this.ssrc = ssrc;
        this.sequence = sequence;
    }

    /** One packet for each payload, the last with the marker. */
    public final List<byte[]> packets(long timestamp, List<byte[]> payloads) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            packets.add(packet(timestamp, i == payloads.size() - 1, payloads.get(i)));
        }
        return packets;
    }

    public final byte[] packet(long timestamp, boolean marker, byte[] payload) {
        byte[] packet = new byte[12 + payload.length];
        new RtpHeaderWriter().begin(packet, 0, marker, payloadType, sequence++, timestamp, ssrc);
        System.arraycopy(payload, 0, packet, 12, payload.length);
        return packet;
    }
}
