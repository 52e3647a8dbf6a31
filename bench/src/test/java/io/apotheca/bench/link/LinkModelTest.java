// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.apotheca.media.testing.Allocated;
import io.apotheca.media.testing.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkModelTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    @Test
    void packetsWaitForEachOther() {
        LinkModel link = new LinkModel(LinkSpec.of(1_000_000));
        assertThat(link.offer(1250, 0)).isEqualTo(60 * MILLI);
        assertThat(link.offer(1250, 0)).isEqualTo(70 * MILLI);
        assertThat(link.queueNanos()).isEqualTo(20 * MILLI);
        assertThat(link.offer(1250, 100 * MILLI)).isEqualTo(160 * MILLI);
        assertThat(link.interval()).isEqualTo(new LinkInterval(3, 3750, 0, 0, 40 * MILLI / 3, 20 * MILLI));
        assertThat(link.interval().deliveredPackets()).isZero();
    }

    @Test
    void transmissionGoesOnAtTheNewRate() {
        Capacity capacity = Capacity.trace(List.of("# half", "0 1000000", "", "0.005 500000", "1 0", "2 1000000"));
        LinkModel link = new LinkModel(LinkSpec.of(capacity).delay(0));
        assertThat(link.offer(1250, 0)).isEqualTo(15 * MILLI);
        assertThat(capacity.endNanos(SECOND, 1000)).isEqualTo(2001 * MILLI);
        assertThat(capacity.bits(0, 2 * SECOND)).isCloseTo(5_000 + 497_500, within(1e-6));
        assertThat(capacity.rateBps(1500 * MILLI)).isZero();
    }

    @Test
    void theTailIsDropped() {
        LinkModel time = new LinkModel(LinkSpec.of(1_000_000).queue(new Queue.Time(25 * MILLI)));
        LinkModel size = new LinkModel(LinkSpec.of(1_000_000).queue(new Queue.Size(2500)));
        for (LinkModel link : List.of(time, size)) {
            assertThat(link.offer(1250, 0)).isPositive();
            assertThat(link.offer(1250, 0)).isPositive();
            assertThat(link.offer(1250, 0)).isEqualTo(LinkModel.DROPPED);
            assertThat(link.backlogNanos(0)).isEqualTo(20 * MILLI);
            assertThat(link.offer(1250, 10 * MILLI)).isPositive();
            assertThat(link.interval().droppedPackets()).isEqualTo(1);
        }
    }

    @Test
    void losesItsShareInBurstsOfTheirLength() {
        for (Loss loss : List.of(new Loss.Random(0.1), new Loss.Bursts(0.1, 4))) {
            LinkModel link = new LinkModel(LinkSpec.of(100_000_000).loss(loss));
            int bursts = 0;
            int lost = 0;
            boolean before = false;
            for (int i = 0; i < 100_000; i++) {
                boolean gone = link.offer(100, i * MILLI) == LinkModel.LOST;
                lost += gone ? 1 : 0;
                bursts += gone && !before ? 1 : 0;
                before = gone;
            }
            assertThat(lost).isBetween(9_000, 11_000);
            assertThat(lost / (double) bursts)
                    .isCloseTo(loss instanceof Loss.Bursts(double _, double length) ? length : 1.11, within(0.2));
            assertThat(link.interval().lossShare()).isEqualTo(lost / 100_000.0, within(1e-9));
        }
    }

    @Test
    void jitterIsBoundedAndKeepsOrderUnlessToldOtherwise() {
        Property.check(7, 50, random -> {
            LinkSpec spec = LinkSpec.of(10_000_000).jitter(30 * MILLI).seed(random.nextLong());
            LinkModel ordered = new LinkModel(spec);
            LinkModel reordering = new LinkModel(spec.reordering());
            long newest = 0;
            int overtakes = 0;
            for (int i = 0; i < 1000; i++) {
                long now = i * (2 * MILLI);
                long arrival = ordered.offer(1250, now);
                assertThat(arrival - now).isBetween(51 * MILLI, 82 * MILLI);
                assertThat(arrival).isGreaterThanOrEqualTo(newest);
                newest = arrival;
                overtakes += reordering.offer(1250, now) < newest ? 1 : 0;
            }
            assertThat(overtakes).isPositive();
        });
    }

    @Test
    void nothingIsAllocatedPerPacket() {
        LinkModel link = new LinkModel(LinkSpec.of(1_000_000)
                .jitter(30 * MILLI)
                .loss(new Loss.Bursts(0.05, 3))
                .queue(new Queue.Size(50_000)));
        long[] now = {0};
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        link.offer(1200, now[0] += 9 * MILLI);
                    }
                }))
                .isZero();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Capacity.trace(List.of("0 1 2")));
        assertThatIllegalArgumentException().isThrownBy(() -> Capacity.trace(List.of("0")));
        assertThatIllegalArgumentException().isThrownBy(() -> Capacity.trace(List.of("0 fast")));
        assertThatIllegalArgumentException().isThrownBy(() -> Capacity.trace(List.of("1 5")));
        assertThatIllegalArgumentException().isThrownBy(() -> Capacity.trace(List.of("0 5", "2 5", "1 5")));
        assertThatIllegalArgumentException().isThrownBy(() -> Capacity.constant(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Loss.Random(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Loss.Bursts(0.1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Queue.Size(0));
        assertThatIllegalArgumentException().isThrownBy(() -> LinkSpec.of(1).jitter(-1));
    }
}
