// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Egress;
import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.forward.PublisherClock;
import io.apotheca.media.forward.SlotParameters;
import io.apotheca.media.forward.Source;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.time.NtpClock;
import java.util.List;

/** Takes a plain packet into an inbound stream, and rewrites it for so many outbound tracks. */
final class Forwarding implements Runnable {
    private static final long MILLI = 1_000_000;

    private final SamplePacket packets;
    private final byte[] bytes = new byte[PacketBuffer.CAPACITY];
    private final RtpPacket rtp = new RtpPacket();
    private final InboundTrack source;
    private final Nowhere nowhere = new Nowhere();
    private final int subscribers;
    private long nowNanos;
    private long taken;

    Forwarding(Codec codec, int subscribers) {
        this.packets = new SamplePacket(codec);
        this.subscribers = subscribers;
        DropCounters drops = new DropCounters();
        source = new InboundTrack(
                codec == Codec.OPUS ? Source.MICROPHONE : Source.CAMERA,
                List.of(packets.encoding()),
                1,
                SamplePacket.DEPENDENCY_EXTENSION,
                rtp,
                new PublisherClock(new NtpClock(0, 0)),
                drops);
        for (int i = 0; i < subscribers; i++) {
            SlotParameters slot = new SlotParameters(
                    List.of(packets.encoding()),
                    2 * i + 1,
                    2 * i + 2,
                    SamplePacket.WIDE_EXTENSION,
                    codec == Codec.AV1 ? SamplePacket.DEPENDENCY_EXTENSION : 0);
            new OutboundTrack(slot, nowhere, drops).show(source, 0);
        }
    }

    @Override
    public void run() {
        nowNanos += MILLI;
        taken++;
        rtp.wrap(bytes, 0, packets.next(bytes));
        source.streams().getFirst().onRtp(nowNanos);
        if (nowhere.sent != taken * subscribers) {
            throw new IllegalStateException("not forwarded");
        }
    }

    /** Takes packets and forgets them. */
    private static final class Nowhere implements Egress {
        private final PacketBuffer buffer = new PacketBuffer();
        private long sent;

        @Override
        public PacketBuffer claim() {
            return buffer;
        }

        @Override
        public void sendRtp(PacketBuffer slot, SentKind kind, int numberAt, long nowNanos) {
            sent++;
        }

        @Override
        public boolean ready() {
            return true;
        }
    }
}
