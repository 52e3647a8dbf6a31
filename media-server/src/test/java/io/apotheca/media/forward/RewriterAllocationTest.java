// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.codec.Av1Descriptors;
import io.apotheca.media.rtp.codec.Vp8Descriptor;
import io.apotheca.media.testing.Allocated;
import io.apotheca.media.time.NtpClock;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RewriterAllocationTest {
    private static final int PACKETS = 100_000;

    private long sequence = 65536;

    @Test
    void rewritersAllocateNothing() {
        SequenceRewriter sequences = new SequenceRewriter();
        TimestampRewriter timestamps = new TimestampRewriter(90_000);
        Vp8Rewriter codec = new Vp8Rewriter();
        Vp8Descriptor first = new Vp8Descriptor();
        byte[] payload = {(byte) 0x90, (byte) 0xE0, (byte) 0x81, 1, 1, 0, 0, 0};
        long bytes = Allocated.by(() -> {
            for (int i = 0; i < PACKETS; i++) {
                sequence++;
                if (i % 1000 == 0) {
                    sequences.switchSource(sequence);
                    timestamps.switchSource(sequence, sequence);
                    first.wrap(payload, 0, payload.length);
                    codec.switchSource(first);
                }
                if (i % 9 == 8) {
                    sequences.drop(sequence);
                }
                sequences.map(sequence - i % 5);
                sequences.reverse(sequences.extend(i & 0xFFFF));
                timestamps.map(sequence * 3000);
                codec.rewrite(payload, 0, payload.length);
            }
        });
        assertThat(bytes).isLessThan(PACKETS / 100);
    }

    @Test
    void forwardingInLayersAllocatesNothing() {
        for (LayeredEncoder encoder : List.of(
                LayeredEncoder.vp9(new SplittableRandom(1), 90, true),
                LayeredEncoder.av1(new SplittableRandom(1), 90, Av1Descriptors.L3T1_KEY))) {
            RtpPacket rtp = new RtpPacket();
            DropCounters drops = new DropCounters();
            InboundTrack source = new InboundTrack(
                    Source.CAMERA,
                    List.of(encoder.encoding()),
                    1,
                    LayeredEncoder.DEPENDENCIES,
                    rtp,
                    new PublisherClock(new NtpClock(0, 0)),
                    drops);
            OutboundTrack track = new OutboundTrack(
                    new SlotParameters(List.of(encoder.encoding()), 5, 6, 3, LayeredEncoder.DEPENDENCIES),
                    new Nowhere(),
                    drops);
            track.show(source, 0);
            track.target(1, 1, 0);
            int count = encoder.packets().size();
            byte[][] packets =
                    encoder.packets().stream().map(LayeredEncoder.Packet::rtp).toArray(byte[][]::new);
            assertThat(Allocated.by(() -> {
                        for (int i = 0; i < PACKETS / 4; i++) {
                            byte[] packet = packets[i % count];
                            Bytes.put16(packet, 2, (int) ++sequence & 0xFFFF);
                            rtp.wrap(packet, 0, packet.length);
                            source.streams().getFirst().onRtp(sequence * 1_000_000);
                            track.resend(i & 0xFFFF, sequence * 1_000_000);
                        }
                    }))
                    .isLessThan(PACKETS / 100);
        }
    }

    @Test
    void repeatingAudioAllocatesNothing() {
        RtpPacket rtp = new RtpPacket();
        DropCounters drops = new DropCounters();
        Encoding opus = new Encoding(Codec.OPUS, 0, 111, Encoding.NONE, 63);
        InboundTrack source =
                new InboundTrack(Source.MICROPHONE, opus, rtp, new PublisherClock(new NtpClock(0, 0)), drops);
        OutboundTrack track = new OutboundTrack(new SlotParameters(List.of(opus), 5, 0, 3, 0), new Nowhere(), drops);
        track.show(source, 0);
        track.repeat(2);
        byte[] packet = new byte[100];
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < PACKETS; i++) {
                        sequence++;
                        packet[0] = (byte) 0x80;
                        packet[1] = 111;
                        Bytes.put16(packet, 2, (int) sequence & 0xFFFF);
                        Bytes.put32(packet, 4, (int) sequence * 960);
                        rtp.wrap(packet, 0, packet.length);
                        source.streams().getFirst().onRtp(sequence * 20_000_000);
                    }
                }))
                .isLessThan(PACKETS / 100);
    }

    /** Takes packets and forgets them. */
    private static final class Nowhere implements Egress {
        private final PacketBuffer buffer = new PacketBuffer();

        @Override
        public PacketBuffer claim() {
            return buffer;
        }

        @Override
        public void sendRtp(PacketBuffer slot, SentKind kind, int numberAt, long nowNanos) {
            // what counts is how it was made
        }

        @Override
        public boolean ready() {
            return true;
        }
    }
}
