// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.rtcp.RtcpPacket;
import io.apotheca.media.rtcp.RtcpParser;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.testing.Arrivals;
import io.apotheca.media.testing.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwccArrivalsTest {
    private static final long MILLI = 1_000_000;
    private static final int REFERENCE_NANOS = 64_000_000;

    private final TwccArrivals arrivals = new TwccArrivals();

    /** What the peer makes of the feedback: times by 16-bit number, from the bytes on the wire. */
    private static final class Peer {
        final Map<Integer, Long> arrivedNanos = new HashMap<>();
        final List<Integer> lost = new ArrayList<>();
        int feedbacks;
        int nextBase = -1;

        void read(TransportFeedback feedback, long nowNanos) {
            PacketBuffer buffer = new PacketBuffer();
            new RtcpWriter().begin(buffer).transportFeedback(feedback).end();
            assertThat(buffer.length).isLessThanOrEqualTo(1200);
            List<RtcpPacket> parsed = new ArrayList<>();
            assertThat(RtcpParser.parse(buffer.bytes, 0, buffer.length, parsed::add))
                    .isTrue();
            TransportFeedback wire = (TransportFeedback) parsed.getFirst();
            assertThat(wire.senderSsrc()).isEqualTo(1);
            assertThat(wire.mediaSsrc()).isEqualTo(2);
            assertThat(wire.feedbackCount()).isEqualTo(feedbacks++ & 0xFF);
            long cycle = (long) REFERENCE_NANOS << 24;
            long nanos = nowNanos / cycle * cycle + (long) wire.referenceTime() * REFERENCE_NANOS;
            for (int i = 0; i < wire.deltas().length; i++) {
                int sequence = (wire.baseSequence() + i) & 0xFFFF;
                int delta = wire.deltas()[i];
                if (delta == TransportFeedback.LOST) {
                    lost.add(sequence);
                } else {
                    nanos += delta * 250_000L;
                    arrivedNanos.put(sequence, nanos);
                }
            }
            nextBase = (wire.baseSequence() + wire.deltas().length) & 0xFFFF;
        }
    }

    private static void drain(TwccArrivals arrivals, Peer peer, long nowNanos) {
        while (arrivals.due(nowNanos)) {
            peer.read(requireNonNull(arrivals.build(1, 2, nowNanos)), nowNanos);
        }
        assertThat(arrivals.nextDeadlineNanos()).isGreaterThan(nowNanos);
    }

    @Test
    void thePeerReadsTheArrivalsBack() {
        Property.check(61, 1000, random -> {
            TwccArrivals tested = new TwccArrivals();
            Peer peer = new Peer();
            Map<Integer, Long> arrived = new HashMap<>();
            int start = random.nextBoolean() ? 65536 - random.nextInt(300) : random.nextInt(65536);
            long now = random.nextLong(1L << 52);
            long pace = 1 + random.nextLong(5 * MILLI);
            for (int index : Arrivals.draw(random, 500, random.nextDouble() / 2, 0.1, 100)) {
                int sequence = (start + index) & 0xFFFF;
                tested.onPacket(sequence, now);
                arrived.putIfAbsent(sequence, now);
                long untilNanos = now + (random.nextInt(200) == 0 ? 20_000 * MILLI : random.nextLong(pace));
                while (tested.nextDeadlineNanos() <= untilNanos) {
                    now = Math.max(now, tested.nextDeadlineNanos());
                    drain(tested, peer, now);
                }
                now = untilNanos;
            }
            drain(tested, peer, now + 50 * MILLI);
            assertThat(peer.arrivedNanos.keySet()).isEqualTo(arrived.keySet());
            arrived.forEach((sequence, nanos) ->
                    assertThat(peer.arrivedNanos.get(sequence)).isCloseTo(nanos, within(250_000L)));
            assertThat(tested.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
            assertThat(tested.build(1, 2, now)).isNull();
        });
    }

    @Test
    void isDueAfterTheIntervalOrManyPackets() {
        assertThat(arrivals.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        arrivals.onPacket(7, 10 * MILLI);
        assertThat(arrivals.due(59 * MILLI)).isFalse();
        assertThat(arrivals.due(60 * MILLI)).isTrue();
        for (int sequence = 8; sequence < 107; sequence++) {
            assertThat(arrivals.due(11 * MILLI)).isFalse();
            arrivals.onPacket(sequence, 11 * MILLI);
        }
        assertThat(arrivals.due(11 * MILLI)).isTrue();
    }

    @Test
    void aNarrowPathBackIsToldLessOften() {
        long[][] expected = {{5_000_000, 50}, {256_000, 50}, {100_000, 128}, {60_000, 213}, {30_000, 250}};
        for (long[] each : expected) {
            TwccArrivals tested = new TwccArrivals();
            tested.pathBack(each[0]);
            tested.onPacket(7, 10 * MILLI);
            assertThat(tested.nextDeadlineNanos() / MILLI).isEqualTo(10 + each[1]);
        }
    }

    @Test
    void reportsLossesAndCorrectsThemWhenThePacketComesLate() {
        Peer peer = new Peer();
        arrivals.onPacket(65535, 0);
        arrivals.onPacket(1, MILLI);
        drain(arrivals, peer, 50 * MILLI);
        assertThat(peer.lost).containsExactly(0);
        arrivals.onPacket(0, 55 * MILLI);
        arrivals.onPacket(3, 60 * MILLI);
        drain(arrivals, peer, 105 * MILLI);
        assertThat(peer.lost).containsExactly(0, 2);
        assertThat(peer.arrivedNanos)
                .containsOnly(
                        Map.entry(65535, 0L), Map.entry(0, 55 * MILLI), Map.entry(1, MILLI), Map.entry(3, 60 * MILLI));
    }

    @Test
    void aHugeGapIsReportedWithinTheWindowOnly() {
        Peer peer = new Peer();
        arrivals.onPacket(10, 0);
        drain(arrivals, peer, 50 * MILLI);
        arrivals.onPacket(30_000, 60 * MILLI);
        drain(arrivals, peer, 200 * MILLI);
        assertThat(peer.lost).hasSize(TwccArrivals.WINDOW - 1).contains(29_999).doesNotContain(11);
        assertThat(peer.nextBase).isEqualTo(30_001);
        arrivals.onPacket(10, 300 * MILLI);
        assertThat(arrivals.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void splitsWhatDoesNotFitADatagram() {
        Peer peer = new Peer();
        for (int sequence = 0; sequence < 1000; sequence++) {
            arrivals.onPacket(sequence, sequence % 2 * 100L * MILLI);
        }
        drain(arrivals, peer, 100 * MILLI);
        assertThat(peer.feedbacks).isEqualTo(3);
        assertThat(peer.arrivedNanos).hasSize(1000);
    }
}
