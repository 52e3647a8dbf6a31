// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.testing.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LossMeterTest {
    private static final long SECOND = 1_000_000_000;

    private final LossMeter meter = new LossMeter(0);

    private static ReportBlock block(int ssrc, long highest, int lost) {
        return new ReportBlock(ssrc, 0, lost, highest & 0xFFFF_FFFFL, 0, 0, 0);
    }

    @Test
    void nothingIsKnownAtFirstAndAfterALongSilence() {
        assertThat(meter.share(0)).isEqualTo(LossMeter.UNKNOWN);
        meter.onBlock(block(1, 100, 0), 0);
        meter.onBlock(block(1, 200, 10), 3 * SECOND);
        assertThat(meter.share(4 * SECOND)).isEqualTo(0.1);
        assertThat(meter.share(3 * SECOND + LossMeter.STALE_NANOS + 1)).isEqualTo(LossMeter.UNKNOWN);
    }

    @Test
    void streamsCountByTheirPackets() {
        meter.onBlock(block(1, 100, 0), 0);
        meter.onBlock(block(2, 7_000, 50), 0);
        meter.onBlock(block(1, 200, 100), SECOND);
        meter.onBlock(block(2, 7_900, 50), 2 * SECOND);
        assertThat(meter.share(2 * SECOND)).isEqualTo(0.1);
    }

    @Test
    void theNumbersMayWrap() {
        meter.onBlock(block(1, 0xFFFF_FFF0L, 0), 0);
        meter.onBlock(block(1, 0xFFFF_FFF0L + 64, 16), 2 * SECOND);
        assertThat(meter.share(2 * SECOND)).isEqualTo(0.25);
    }

    @Test
    void anyReportsGiveAShare() {
        Property.check(21, 500, random -> {
            LossMeter any = new LossMeter(0);
            long now = 0;
            for (int i = 0; i < 200; i++) {
                now += random.nextLong(SECOND);
                any.onBlock(block(random.nextInt(100), random.nextLong(), random.nextInt()), now);
                double share = any.share(now);
                assertThat(share == LossMeter.UNKNOWN || (share >= 0 && share <= 1))
                        .as("%s", share)
                        .isTrue();
            }
        });
    }

    @Test
    void itFindsTheShareThatIsLost() {
        Property.check(22, 50, random -> {
            LossMeter any = new LossMeter(0);
            double loss = random.nextDouble(0.5);
            long highest = random.nextLong(1L << 32);
            int lost = 0;
            for (int second = 1; second <= 60; second++) {
                any.onBlock(block(5, highest, lost), second * SECOND);
                for (int packet = 0; packet < 1_000; packet++) {
                    lost += random.nextDouble() < loss ? 1 : 0;
                }
                highest += 1_000;
            }
            assertThat(any.share(61 * SECOND)).isCloseTo(loss, Offset.offset(0.07));
        });
    }
}
