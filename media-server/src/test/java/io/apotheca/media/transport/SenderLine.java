// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.feedback.TwccArrivals;
import io.apotheca.media.rtcp.RtcpPacket;
import io.apotheca.media.rtcp.RtcpParser;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.testing.LinkPath;
import io.apotheca.media.testing.SansIo;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VirtualLink;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link MediaSender} on a line in virtual time. As a media loop does, it looks the sender's deadline up only when it had to
 * do with the sender or was told that the deadline moved, and writes what was sent at the end of the turn. A packet here is
 * its kind, its transport-wide number, and its place in the order of sending.
 */
final class SenderLine implements MediaSender.Transmitter {
    static final int VIDEO_BYTES = 1_000;
    static final int AUDIO_BYTES = 100;

    private static final List<SentKind> KINDS = List.of(SentKind.values());
    private static final int NUMBER_AT = 2;
    private static final int ORDER_AT = 4;
    private static final int WRITTEN_AT = 8;
    private static final long DELAY_NANOS = Simulation.millis(20);

    /** A packet that arrived, after this long in the queue of the line. */
    record Arrived(SentKind kind, int number, int order, long atNanos, long delayNanos) {}

    final Simulation sim = new Simulation(Simulation.seconds(1));
    final VirtualLink down = VirtualLink.perfect(DELAY_NANOS);
    final VirtualLink up = VirtualLink.perfect(DELAY_NANOS);
    final TurnOutbox outbox = new TurnOutbox();
    final DropCounters drops = new DropCounters();
    final MediaSender sender = new MediaSender(outbox, drops, false, this);
    final List<Arrived> arrived = new ArrayList<>();
    int fillers;
    /** How often the sender said that its deadline moved. */
    int moves;
    /** Whether there is a stream to fill trains with. */
    boolean fills = true;
    /** Whether there is a path to the receiver. */
    boolean open = true;

    private final LinkPath path = new LinkPath(down, TransportAddress.of(new byte[] {10, 0, 0, 1}, 5000));
    private long deadlineNanos = Long.MAX_VALUE;
    private boolean moved;
    private int order;

    SenderLine() {
        Near near = new Near();
        Far far = new Far();
        sim.connect(down, far).connect(up, near).add(near).add(far);
    }

    /** Our side. */
    private final class Near implements SansIo {
        @Override
        public void onDatagram(byte[] datagram, long nowNanos) {
            moved = true;
            RtcpParser.parse(datagram, 0, datagram.length, packet -> onRtcp(packet, nowNanos));
            endTurn();
        }

        private void onRtcp(RtcpPacket packet, long nowNanos) {
            if (packet instanceof TransportFeedback feedback) {
                sender.onFeedback(feedback, nowNanos);
            }
        }

        @Override
        public void onDeadline(long nowNanos) {
            moved = true;
            outbox.at(nowNanos);
            sender.onDeadline(nowNanos);
            endTurn();
        }

        @Override
        public long nextDeadlineNanos() {
            return deadlineNanos;
        }
    }

    /** The receiver, which reports what arrives. */
    private final class Far implements SansIo {
        private final TwccArrivals arrivals = new TwccArrivals();
        private final RtcpWriter writer = new RtcpWriter();
        private final PacketBuffer buffer = new PacketBuffer();

        @Override
        public void onDatagram(byte[] datagram, long nowNanos) {
            int number = Bytes.u16(datagram, NUMBER_AT);
            arrivals.onPacket(number, nowNanos);
            long writtenNanos = Bytes.i64(datagram, WRITTEN_AT);
            arrived.add(new Arrived(
                    KINDS.get(datagram[0]),
                    number,
                    Bytes.i32(datagram, ORDER_AT),
                    nowNanos,
                    nowNanos - writtenNanos - DELAY_NANOS));
        }

        @Override
        public void onDeadline(long nowNanos) {
            TransportFeedback feedback = arrivals.build(1, 2, nowNanos);
            if (feedback != null) {
                writer.begin(buffer).transportFeedback(feedback).end();
                up.send(buffer.bytes, buffer.offset, buffer.length, nowNanos);
            }
        }

        @Override
        public long nextDeadlineNanos() {
            return arrivals.nextDeadlineNanos();
        }
    }

    private void endTurn() {
        outbox.flush();
        if (moved) {
            moved = false;
            deadlineNanos = sender.nextDeadlineNanos();
        }
    }

    /** Somebody's turn: so many packets for this receiver. */
    void send(SentKind kind, int packets) {
        outbox.at(sim.now());
        for (int i = 0; i < packets; i++) {
            send(kind, kind == SentKind.AUDIO ? AUDIO_BYTES : VIDEO_BYTES, NUMBER_AT);
        }
        endTurn();
    }

    /** One packet without room for a number. */
    void sendUnnumbered() {
        outbox.at(sim.now());
        send(SentKind.VIDEO, VIDEO_BYTES, 0);
        endTurn();
    }

    private void send(SentKind kind, int bytes, int numberAt) {
        PacketBuffer slot = outbox.claim();
        slot.reset(bytes);
        slot.bytes[0] = (byte) KINDS.indexOf(kind);
        Bytes.put16(slot.bytes, NUMBER_AT, 0xFFFF);
        Bytes.put32(slot.bytes, ORDER_AT, order++);
        sender.send(slot, kind, numberAt, sim.now());
    }

    /** A call: frames every 33 ms at the rate the estimate allows, up to {@code mostBps}, and sound every 20 ms. */
    void call(double seconds, double mostBps) {
        long endNanos = sim.now() + Simulation.seconds(seconds);
        double owed = 0;
        for (long tick = 0; sim.now() < endNanos; tick++) {
            if (tick % 2 == 0) {
                send(SentKind.AUDIO, 1);
            }
            if (tick % 3 == 0) {
                owed += Math.min(mostBps, 0.9 * sender.estimator().targetBps()) * 0.03 / 8 / VIDEO_BYTES;
                send(SentKind.VIDEO, (int) owed);
                owed -= (int) owed;
            }
            run(0.010);
        }
    }

    void run(double seconds) {
        sim.runUntil(sim.now() + Simulation.seconds(seconds));
    }

    List<Arrived> arrived(SentKind kind) {
        return arrived.stream().filter(each -> each.kind == kind).toList();
    }

    @Override
    public int transmit(PacketBuffer claimed) {
        if (open) {
            Bytes.put64(claimed.bytes, WRITTEN_AT, sim.now());
            outbox.send(claimed, path);
        }
        return open ? claimed.length : 0;
    }

    @Override
    public int transmitKept(PacketBuffer kept) {
        if (open) {
            Bytes.put64(kept.bytes, WRITTEN_AT, sim.now());
            outbox.sendKept(kept, path);
            return kept.length;
        }
        outbox.giveBack(kept);
        return 0;
    }

    @Override
    public boolean fill(long nowNanos) {
        if (fills) {
            fillers++;
            send(SentKind.PADDING, VIDEO_BYTES, NUMBER_AT);
        }
        return fills;
    }

    @Override
    public void onDeadlineMoved() {
        moves++;
        moved = true;
    }
}
