// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.codec.H264Profile;
import io.apotheca.media.testing.Hex;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slot shows sources of different codecs, each under its own payload types, and never one it did not negotiate. */
class SlotCodecsTest {
    private static final int BASELINE = H264Profile.CONSTRAINED_BASELINE.format(1);
    private static final int HIGH = H264Profile.HIGH.format(1);
    private static final Encoding VP8 = new Encoding(Codec.VP8, 96, 97);
    private static final Encoding H264_BASELINE = new Encoding(Codec.H264, BASELINE, 102, 103);
    private static final Encoding H264_HIGH = new Encoding(Codec.H264, HIGH, 104, 105);
    private static final String VP8_KEYFRAME = "90 80 01 00 00";
    private static final String VP8_FRAME = "90 80 02 01 00";
    private static final String H264_KEYFRAME = "78 0004 6742E01F 0003 658884";

    private final DropCounters drops = new DropCounters();
    private final RtpPacket rtp = new RtpPacket();
    private final SentPackets sent = new SentPackets();
    private int sequence;

    private OutboundTrack slot(Encoding... encodings) {
        return new OutboundTrack(new SlotParameters(List.of(encodings), 5, 6, 0, 0), sent, drops);
    }

    private InboundTrack source(Encoding... encodings) {
        return new InboundTrack(
                Source.CAMERA, List.of(encodings), 1, 0, rtp, new PublisherClock(new NtpClock(0, 0)), drops);
    }

    private void receive(InboundTrack source, int payloadType, String payload) {
        byte[] bytes = new byte[100];
        byte[] data = Hex.bytes(payload);
        int at = new RtpHeaderWriter()
                .begin(bytes, 0, true, payloadType, sequence++, sequence * 3000L, 1)
                .end();
        System.arraycopy(data, 0, bytes, at, data.length);
        assertThat(rtp.wrap(bytes, 0, at + data.length)).isTrue();
        source.streams().getFirst().onRtp(sequence * 33_000_000L);
    }

    private List<Integer> payloadTypes() {
        List<Integer> types = new ArrayList<>();
        for (byte[] packet : sent.packets()) {
            types.add(packet[1] & 0x7F);
        }
        return types;
    }

    @Test
    void thePayloadTypeFollowsTheSource() {
        OutboundTrack track = slot(new Encoding(Codec.VP8, 120, 121), new Encoding(Codec.H264, HIGH, 126, 127));
        InboundTrack one = source(VP8);
        InboundTrack other = source(H264_BASELINE, H264_HIGH);
        track.show(one, 0);
        receive(one, 96, VP8_KEYFRAME);
        track.show(other, 1);
        receive(other, 104, H264_KEYFRAME);
        track.resend(2, 2);
        assertThat(payloadTypes()).containsExactly(120, 126, 127);
        assertThat(sent.packets()).extracting(packet -> packet[3]).containsExactly((byte) 1, (byte) 2, (byte) 0);
    }

    @Test
    void aPublisherMayChangeItsCodecAtAKeyFrame() {
        OutboundTrack track = slot(VP8, H264_BASELINE);
        InboundTrack source = source(VP8, H264_BASELINE);
        track.show(source, 0);
        receive(source, 96, VP8_KEYFRAME);
        receive(source, 96, VP8_FRAME);
        receive(source, 102, "41 9A 00");
        receive(source, 102, H264_KEYFRAME);
        receive(source, 102, "41 9A 00");
        assertThat(payloadTypes()).containsExactly(96, 96, 102, 102);
    }

    @Test
    void aProfileThatWasNotNegotiatedIsNotForwarded() {
        OutboundTrack track = slot(VP8, H264_BASELINE);
        InboundTrack source = source(H264_HIGH);
        track.show(source, 0);
        receive(source, 104, H264_KEYFRAME);
        assertThat(sent.packets()).isEmpty();
        assertThat(drops.of(DropReason.NOT_NEGOTIATED)).isEqualTo(1);
    }

    @Test
    void layersAreMeasured() {
        InboundTrack source = source(VP8);
        LayerRates rates = source.streams().getFirst().rates();
        assertThat(rates.topSpatial(0)).isEqualTo(-1);
        for (int i = 0; i < 60; i++) { // 17 octets every 33 ms, in temporal layers 0 and 1 by turns
            receive(source, 96, i % 2 == 0 ? "90 A0 01 00 00 00" : "90 A0 01 40 01 00");
        }
        long now = sequence * 33_000_000L;
        double all = rates.upToBps(0, 1, now);
        assertThat(all).isBetween(18 * 8 * 28.0, 18 * 8 * 33.0);
        assertThat(rates.upToBps(0, 0, now) / all).isBetween(0.4, 0.6);
        assertThat(rates.topTemporal(now)).isEqualTo(1);
        assertThat(rates.topSpatial(now)).isZero();
        assertThat(rates.upToBps(3, 3, now + 2 * LayerRates.WINDOW_NANOS)).isLessThan((long) all);
        assertThat(rates.upToBps(3, 3, now + 4 * LayerRates.WINDOW_NANOS)).isZero();
    }
}
