// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.time.NtpClock;
import java.util.List;

/** Whatever a publisher sends in whatever codec, what a subscriber gets are RTP packets under its own numbers. */
class ForwardingFuzzTest {
    private static final int EXTENSION = 7;
    private static final int SSRC = 5;
    private static final int RTX_SSRC = 6;
    private static final List<Encoding> ENCODINGS = List.of(
            new Encoding(Codec.VP8, 96, 97),
            new Encoding(Codec.VP9, 98, 99),
            new Encoding(Codec.AV1, 45, 46),
            new Encoding(Codec.H264, 3, 102, 103));

    @FuzzTest
    void forwardsAnything(FuzzedDataProvider data) {
        RtpPacket rtp = new RtpPacket();
        DropCounters drops = new DropCounters();
        InboundTrack source = new InboundTrack(
                Source.CAMERA, ENCODINGS, 2, EXTENSION, rtp, new PublisherClock(new NtpClock(0, 0)), drops);
        SentPackets sent = new SentPackets();
        OutboundTrack track =
                new OutboundTrack(new SlotParameters(ENCODINGS, SSRC, RTX_SSRC, 1, EXTENSION), sent, drops);
        track.show(source, 0);
        long now = 0;
        while (data.remainingBytes() > 0) {
            now += 1_000_000;
            switch (data.consumeInt(0, 7)) {
                case 0 -> track.target(data.consumeInt(-1, 8), data.consumeInt(-1, 8), now);
                case 1 -> track.resend(data.consumeInt(0, 65535), now);
                case 2 -> source.streams().get(data.consumeInt(0, 1)).restart(now);
                default -> receive(data, rtp, source, now);
            }
        }
        RtpPacket view = new RtpPacket();
        for (byte[] each : sent.packets()) {
            assertThat(view.wrap(each, 0, each.length)).isTrue();
            assertThat(view.ssrc()).isIn(SSRC, RTX_SSRC);
        }
    }

    private static void receive(FuzzedDataProvider data, RtpPacket rtp, InboundTrack source, long now) {
        Encoding encoding = data.pickValue(ENCODINGS);
        byte[] bytes = new byte[600];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.begin(
                bytes,
                0,
                data.consumeBoolean(),
                encoding.payloadType(),
                data.consumeInt(0, 65535),
                data.consumeInt(),
                1);
        if (data.consumeBoolean()) {
            byte[] element = data.consumeBytes(60);
            header.extension(EXTENSION, element, 0, element.length);
        }
        int at = header.end();
        byte[] payload = data.consumeBytes(40);
        System.arraycopy(payload, 0, bytes, at, payload.length);
        if (rtp.wrap(bytes, 0, at + payload.length)) {
            source.streams().get(data.consumeInt(0, 1)).onRtp(now);
        }
    }
}
