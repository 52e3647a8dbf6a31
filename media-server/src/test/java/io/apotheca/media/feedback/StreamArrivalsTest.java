// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.testing.Allocated;
import io.apotheca.media.testing.Arrivals;
import io.apotheca.media.testing.Property;
import io.apotheca.media.time.Deadline;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamArrivalsTest {
    private static final long MILLI = 1_000_000;

    private final StreamArrivals arrivals = new StreamArrivals();

    private CongestionFeedback build(long nowNanos) {
        return requireNonNull(arrivals.build(1, 0x10000, nowNanos));
    }

    @Test
    void reportsEachStreamFromItsFirstPacketToItsLast() {
        arrivals.onPacket(7, 0xFFFF, 0);
        arrivals.onPacket(7, 2, 10 * MILLI);
        arrivals.onPacket(8, 100, 40 * MILLI);
        assertThat(arrivals.nextDeadlineNanos()).isEqualTo(50 * MILLI);
        CongestionFeedback feedback = build(50 * MILLI);
        assertThat(feedback.streams()).hasSize(2);
        CongestionFeedback.Stream first = feedback.streams().getFirst();
        assertThat(first.beginSequence()).isEqualTo(0xFFFF);
        assertThat(first.metrics()).containsExactly(0x8000 | 51, 0, 0, 0x8000 | 40);
        assertThat(feedback.streams().getLast().metrics()).containsExactly(0x8000 | 10);
        assertThat(arrivals.nextDeadlineNanos()).isEqualTo(Deadline.NEVER);
        assertThat(arrivals.build(1, 0, 50 * MILLI)).isNull();
    }

    @Test
    void aLatePacketIsReportedAfterAll() {
        arrivals.onPacket(7, 10, 0);
        arrivals.onPacket(7, 12, 0);
        build(0);
        arrivals.onPacket(7, 11, 5 * MILLI);
        CongestionFeedback.Stream again = build(5 * MILLI).streams().getFirst();
        assertThat(again.beginSequence()).isEqualTo(11);
        assertThat(again.arrived(0)).isTrue();
        arrivals.onPacket(7, 11, 6 * MILLI);
        assertThat(arrivals.build(1, 0, 6 * MILLI)).as("it came twice").isNull();
    }

    @Test
    void manyPacketsAreDueAtOnceAndTakeTurns() {
        for (int i = 0; i < 450; i++) {
            arrivals.onPacket(7, i, 0);
            arrivals.onPacket(8, i, 0);
        }
        assertThat(arrivals.due(0)).isTrue();
        int reported = 0;
        for (int i = 0; i < 3; i++) {
            CongestionFeedback feedback = build(0);
            PacketBuffer buffer = new PacketBuffer();
            new RtcpWriter().begin(buffer).congestionFeedback(feedback).end();
            assertThat(buffer.length).isLessThan(1_100);
            reported += feedback.streams().stream()
                    .mapToInt(stream -> stream.metrics().length)
                    .sum();
        }
        assertThat(reported).isEqualTo(900);
        assertThat(arrivals.due(Long.MAX_VALUE - 1)).isFalse();
    }

    @Test
    void anArrivalOfLongAgoIsBeyondTheRange() {
        arrivals.onPacket(7, 1, 0);
        assertThat(build(20_000 * MILLI).streams().getFirst().offset(0)).isEqualTo(CongestionFeedback.NO_OFFSET - 1);
    }

    @Test
    void noMoreStreamsThanThereArePlaces() {
        for (int ssrc = 0; ssrc < 1_000; ssrc++) {
            arrivals.onPacket(ssrc, 1, 0);
        }
        assertThat(build(0).streams()).hasSize(StreamArrivals.STREAMS);
    }

    @Test
    void everyPacketOfTheWindowIsReportedWhateverHappensToItsOrder() {
        Property.check(3, 200, random -> {
            StreamArrivals any = new StreamArrivals();
            int first = random.nextInt(0x10000);
            int[] order = Arrivals.draw(random, 400, random.nextDouble(0.5), 0.1, 40);
            Set<Integer> came = new HashSet<>();
            Set<Integer> told = new HashSet<>();
            long now = random.nextLong(1L << 50);
            for (int index : order) {
                now += random.nextLong(5 * MILLI);
                any.onPacket(7, first + index & 0xFFFF, now);
                came.add(first + index & 0xFFFF);
                if (any.due(now)) {
                    collect(any, now, told);
                }
            }
            collect(any, now, told);
            assertThat(told).isEqualTo(came);
        });
    }

    private static void collect(StreamArrivals arrivals, long now, Set<Integer> told) {
        CongestionFeedback feedback = arrivals.build(1, 0, now);
        if (feedback == null) {
            return;
        }
        for (CongestionFeedback.Stream stream : feedback.streams()) {
            for (int i = 0; i < stream.metrics().length; i++) {
                if (stream.arrived(i)) {
                    told.add(stream.beginSequence() + i & 0xFFFF);
                }
            }
        }
    }

    @Test
    void packetsDoNotAllocate() {
        int[] next = {0};
        arrivals.onPacket(7, 0, 0);
        arrivals.onPacket(8, 0, 0);
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        next[0]++;
                        arrivals.onPacket(7 + next[0] % 2, next[0] / 2 & 0xFFFF, next[0]);
                    }
                }))
                .isZero();
    }
}
