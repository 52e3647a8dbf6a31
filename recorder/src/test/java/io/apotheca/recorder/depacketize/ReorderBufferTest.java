// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.testing.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
    private static final long MILLI = 1_000_000;
    private static final long PATIENCE = ReorderBuffer.PATIENCE_NANOS;

    /** What left a buffer: numbers of packets, and gaps as negative counts. */
    private static final class Left implements ReorderBuffer.Sink {
        final List<Long> all = new ArrayList<>();

        @Override
        public void packet(byte[] bytes, long nanos) {
            all.add(Bytes.u32(bytes, 0));
        }

        @Override
        public void gap(long packets) {
            all.add(-packets);
        }
    }

    private record Arrival(int number, long nanos) {}

    private final Left left = new Left();
    private final ReorderBuffer buffer = new ReorderBuffer(left);

    private void add(int number, long nanos) {
        byte[] bytes = new byte[4];
        Bytes.put32(bytes, 0, number);
        buffer.add(number & 0xFFFF, bytes, nanos);
    }

    @Test
    void waitsForWhatIsMissing() {
        add(1, 0);
        add(3, 10);
        add(4, 20);
        assertThat(left.all).containsExactly(1L);
        add(2, 30);
        assertThat(left.all).containsExactly(1L, 2L, 3L, 4L);
        assertThat(buffer.waiting()).isZero();
    }

    @Test
    void givesUpAfterAWhile() {
        add(1, 0);
        add(4, 10);
        buffer.giveUp(10 + PATIENCE - 1);
        assertThat(left.all).containsExactly(1L);
        buffer.giveUp(10 + PATIENCE);
        assertThat(left.all).containsExactly(1L, -2L, 4L);
        add(3, 20 + PATIENCE);
        assertThat(left.all).hasSize(3);
        assertThat(buffer.late()).isOne();
        assertThat(buffer.missing()).isEqualTo(2);
    }

    @Test
    void holdsNoMoreThanItMay() {
        add(1, 0);
        for (int number = 3; number < 3 + ReorderBuffer.MOST_PACKETS; number++) {
            add(number, 1);
            assertThat(buffer.waiting()).isLessThan(ReorderBuffer.MOST_PACKETS);
        }
        assertThat(left.all).startsWith(1L, -1L, 3L);
    }

    @Test
    void leapsAhead() {
        add(1, 0);
        add(10_001, 1);
        assertThat(left.all).containsExactly(1L, -9_999L, 10_001L);
    }

    @Test
    void beginsAnewWithASenderThatDoes() {
        add(40_000, 0);
        for (int number = 10_000; number < 10_020; number++) {
            add(number, number);
        }
        assertThat(left.all).startsWith(40_000L, 0L, 10_015L).endsWith(10_019L);
    }

    /** Whatever happens on the way: each packet leaves once, in order, and as many as are missing are told. */
    @Test
    void everyPacketLeavesInOrderOrIsToldMissing() {
        Property.check(1, 300, random -> {
            Left told = new Left();
            ReorderBuffer reorder = new ReorderBuffer(told);
            int first = random.nextInt(1 << 16);
            int count = random.nextInt(1, 600);
            double loss = random.nextDouble(0.3);
            List<Arrival> arrivals = new ArrayList<>();
            arrivals.add(new Arrival(first, 0));
            for (int i = 1; i < count; i++) {
                long sent = 10 * MILLI * i;
                boolean lost = random.nextDouble() < loss && i < count - 1;
                if (!lost) {
                    arrivals.add(new Arrival(first + i, sent + random.nextLong(200) * MILLI));
                }
                if (random.nextInt(20) == 0 && !lost) {
                    arrivals.add(new Arrival(first + i, sent + random.nextLong(1000) * MILLI));
                }
            }
            arrivals.sort(Comparator.comparingLong(Arrival::nanos));
            for (Arrival arrival : arrivals) {
                byte[] bytes = new byte[4];
                Bytes.put32(bytes, 0, arrival.number());
                reorder.add(arrival.number() & 0xFFFF, bytes, arrival.nanos());
            }
            reorder.drainAll();
            long next = first;
            for (long each : told.all) {
                if (each < 0) {
                    next -= each;
                } else {
                    assertThat(each).isEqualTo(next++);
                }
            }
            assertThat(next).isEqualTo((long) first + count);
            assertThat(told.all.stream().filter(each -> each >= 0)).hasSize((int)
                    arrivals.stream().distinct().map(Arrival::number).distinct().count());
        });
    }
}
