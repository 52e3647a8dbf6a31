// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.testing.Arrivals;
import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;

class ReceptionStatsTest {
    private static final long SECOND = 1_000_000_000;

    private final ReceptionStats stats = new ReceptionStats(90_000);

    @Test
    void agreesWithTheFormulasOfTheRfc() {
        Property.check(71, 1000, random -> {
            ReceptionStats tested = new ReceptionStats(48_000);
            long start = 65536L + random.nextInt(65536);
            long clock = random.nextLong(1L << 32);
            long base = -1;
            long highest = -1;
            long received = 0;
            long expectedBefore = 0;
            long receivedBefore = 0;
            double jitter = 0;
            double transit = 0;
            for (int index : Arrivals.draw(random, 300, random.nextDouble() / 2, 0.05, 20)) {
                long nowNanos = index * SECOND / 50 + random.nextLong(SECOND / 20);
                long timestamp = index * 960L;
                tested.onPacket(start + index, (clock + timestamp) & 0xFFFF_FFFFL, nowNanos);
                received++;
                double transitNow = nowNanos * 48_000.0 / SECOND - timestamp;
                base = base < 0 ? start + index : base;
                if (start + index > highest) {
                    jitter += highest < 0 ? 0 : (Math.abs(transitNow - transit) - jitter) / 16;
                    transit = transitNow;
                    highest = start + index;
                }
                if (random.nextInt(40) == 0) {
                    long expected = highest - base + 1;
                    double lost = expected - expectedBefore - (received - receivedBefore);
                    double share = lost <= 0 ? 0 : lost / (expected - expectedBefore);
                    ReportBlock block = tested.report(5, nowNanos);
                    assertThat(block.fractionLost()).isEqualTo(Math.min(255, (int) Math.floor(share * 256 + 1e-9)));
                    assertThat((long) block.cumulativeLost()).isEqualTo(expected - received);
                    assertThat(block.highestSequence()).isEqualTo(highest - 65536);
                    assertThat((double) block.jitter()).isCloseTo(jitter, within(3.0));
                    expectedBefore = expected;
                    receivedBefore = received;
                }
            }
        });
    }

    @Test
    void reportsNothingOfAStreamThatHasNotBegun() {
        assertThat(stats.report(5, SECOND)).isEqualTo(new ReportBlock(5, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void reportsTheDelaySinceTheSenderReport() {
        stats.onSenderReport(0x1122_3344_5566_7788L, 10 * SECOND);
        ReportBlock block = stats.report(5, 12 * SECOND + SECOND / 2);
        assertThat(block.lastSenderReport()).isEqualTo(0x3344_5566);
        assertThat(block.delaySinceLastSenderReport()).isEqualTo(5 << 15);
    }

    @Test
    void everythingLostIs255() {
        stats.onPacket(65536, 0, 0);
        stats.report(5, 0);
        stats.onPacket(65536 + 30_000, 0, 0);
        assertThat(stats.report(5, 0).fractionLost()).isEqualTo(255);
        assertThat(stats.lost()).isEqualTo(29_999);
    }

    @Test
    void theCumulativeLossKeepsTo24Bits() {
        stats.onPacket(65536, 0, 0);
        stats.onPacket(65536 + (1L << 30), 0, 0);
        assertThat(stats.report(5, 0).cumulativeLost()).isEqualTo(0x7F_FFFF);
    }

    @Test
    void survivesTimestampsThatJump() {
        stats.onPacket(65536, 0, 0);
        stats.onPacket(65537, 0x8000_0000L, 0);
        assertThat(stats.jitter()).isEqualTo(0x8000_0000L / 16);
    }
}
