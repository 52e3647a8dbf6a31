// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.PublisherClock;
import io.apotheca.media.forward.Source;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.testing.Allocated;
import io.apotheca.media.testing.Negotiated;
import io.apotheca.media.time.NtpClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding a packet's stream, and sending one in its turn, allocate nothing. */
class SendingAllocationTest {
    private static final int PACKETS = 50_000;
    private static final long NOTHING = PACKETS / 100;

    /** Two packets of video, then two of audio: the second one of video waits, even at the least rate not for long. */
    private static final long SPACING_NANOS = 300_000_000;

    private static final int BYTES = 1_000;

    private long nowNanos;
    private int found;

    @Test
    void aPacketThatWaitsForItsTurn() {
        DropCounters drops = new DropCounters();
        Transmitter transmitter = new Transmitter();
        MediaSender sender = new MediaSender(transmitter, drops, false, transmitter);
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < PACKETS; i++) {
                        nowNanos += SPACING_NANOS;
                        sender.onDeadline(nowNanos);
                        for (int j = 0; j < 2; j++) {
                            PacketBuffer packet = transmitter.claim();
                            packet.reset(BYTES / 2);
                            sender.send(packet, i % 2 == 0 ? SentKind.VIDEO : SentKind.AUDIO, 20, nowNanos);
                        }
                        transmitter.written(sender, nowNanos);
                    }
                }))
                .isLessThan(NOTHING);
        assertThat(transmitter.kept).as("packets that waited").isGreaterThan(PACKETS / 4);
        assertThat(drops.of(DropReason.PACER_FULL)).isZero();
    }

    @Test
    void aPacketWhoseStreamIsLookedUp() {
        RtpPacket rtp = new RtpPacket();
        TrackTable table = new TrackTable(Negotiated.EXTENSIONS);
        InboundTrack camera = new InboundTrack(
                Source.CAMERA,
                List.of(Negotiated.VP8),
                InboundTrack.MAX_STREAMS,
                0,
                rtp,
                new PublisherClock(new NtpClock(0, 0)),
                new DropCounters());
        for (int i = 0; i < InboundTrack.MAX_STREAMS; i++) {
            table.add(new TrackTable.Inbound(
                    camera.streams().get(i), Negotiated.CAMERA_MID, new StreamNames(2 * i + 1, 2 * i + 2)));
        }
        byte[] bytes = new byte[PacketBuffer.CAPACITY];
        RtpHeaderWriter header = new RtpHeaderWriter();
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < PACKETS; i++) {
                        int ssrc = i % 7;
                        int type = ssrc % 2 == 1 ? Negotiated.VP8.payloadType() : Negotiated.VP8.rtxPayloadType();
                        int length = header.begin(bytes, 0, true, type, i & 0xFFFF, 0, ssrc)
                                .end();
                        rtp.wrap(bytes, 0, length + 10);
                        found += table.find(rtp, i) == null ? 0 : 1;
                    }
                }))
                .isLessThan(NOTHING);
        assertThat(found).isGreaterThan(PACKETS);
    }

    /** Takes everything and keeps two buffers going round. */
    private static final class Transmitter implements MediaSender.Transmitter, Outbox {
        private PacketBuffer free = new PacketBuffer();
        private final PacketBuffer[] spare = new PacketBuffer[512];
        private int spares;
        private int kept;
        private boolean asked;

        private Transmitter() {
            while (spares < spare.length) {
                spare[spares++] = new PacketBuffer();
            }
        }

        void written(Departures departures, long nowNanos) {
            if (asked) {
                asked = false;
                departures.onWritten(nowNanos);
            }
        }

        @Override
        public int transmit(PacketBuffer claimed) {
            return claimed.length;
        }

        @Override
        public int transmitKept(PacketBuffer buffer) {
            giveBack(buffer);
            return buffer.length;
        }

        @Override
        public boolean fill(long nowNanos) {
            return false;
        }

        @Override
        public void onDeadlineMoved() {}

        @Override
        public PacketBuffer claim() {
            return free;
        }

        @Override
        public void send(PacketBuffer datagram, NetworkPath to) {}

        @Override
        public void keep(PacketBuffer claimed) {
            kept++;
            free = spare[--spares];
        }

        @Override
        public void sendKept(PacketBuffer buffer, NetworkPath to) {}

        @Override
        public void giveBack(PacketBuffer buffer) {
            spare[spares++] = buffer;
        }

        @Override
        public void tellWhenWritten(Departures departures) {
            asked = true;
        }
    }
}
