// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualLinkTest {
    private static final long MILLI = 1_000_000;

    private record Arrived(int number, long atNanos) {}

    /** Sends numbered datagrams of 1000 octets, one each {@code everyNanos}, and returns what comes out. */
    private static List<Arrived> run(VirtualLink link, int count, long everyNanos) {
        for (int number = 0; number < count; number++) {
            byte[] datagram = new byte[1000];
            datagram[0] = (byte) (number >> 8);
            datagram[1] = (byte) number;
            link.send(datagram, number * everyNanos);
        }
        List<Arrived> arrived = new ArrayList<>();
        while (link.nextArrivalNanos() != Long.MAX_VALUE) {
            long at = link.nextArrivalNanos();
            assertThat(link.poll(at - 1)).isNull();
            byte[] datagram = requireNonNull(link.poll(at));
            assertThat(datagram).hasSize(1000);
            arrived.add(new Arrived((datagram[0] & 0xFF) << 8 | (datagram[1] & 0xFF), at));
        }
        return arrived;
    }

    @Test
    void losesTheShareItIsTold() {
        VirtualLink link = new VirtualLink(1, 0.1, 50 * MILLI, 0, 0, 0);
        List<Arrived> arrived = run(link, 10_000, MILLI);
        assertThat(arrived.size()).isBetween(8_900, 9_100);
        assertThat(link.lost()).isEqualTo(10_000 - arrived.size());
        assertThat(link.sent()).isEqualTo(10_000);
    }

    @Test
    void keepsTheOrderAndTheDelayWithoutJitter() {
        List<Arrived> arrived = run(VirtualLink.perfect(50 * MILLI), 1000, MILLI);
        assertThat(arrived).hasSize(1000);
        for (int number = 0; number < 1000; number++) {
            assertThat(arrived.get(number)).isEqualTo(new Arrived(number, number * MILLI + 50 * MILLI));
        }
    }

    @Test
    void jitterSpreadsTheDelayAndReorders() {
        List<Arrived> arrived = run(new VirtualLink(2, 0, 50 * MILLI, 30 * MILLI, 0, 0), 1000, MILLI);
        assertThat(arrived)
                .allSatisfy(each ->
                        assertThat(each.atNanos() - each.number() * MILLI).isBetween(50 * MILLI, 80 * MILLI));
        assertThat(arrived.stream().map(Arrived::number))
                .isNotEqualTo(arrived.stream().map(Arrived::number).sorted());
        int late = 0;
        for (int i = 1; i < arrived.size(); i++) {
            late += arrived.get(i).number() < arrived.get(i - 1).number() ? 1 : 0;
        }
        assertThat(late).isGreaterThan(100);
    }

    @Test
    void theSameSeedGivesTheSameArrivals() {
        List<Arrived> once = run(new VirtualLink(3, 0.2, 20 * MILLI, 40 * MILLI, 4_000_000, 100 * MILLI), 500, MILLI);
        List<Arrived> again = run(new VirtualLink(3, 0.2, 20 * MILLI, 40 * MILLI, 4_000_000, 100 * MILLI), 500, MILLI);
        List<Arrived> other = run(new VirtualLink(4, 0.2, 20 * MILLI, 40 * MILLI, 4_000_000, 100 * MILLI), 500, MILLI);
        assertThat(once).isEqualTo(again).isNotEqualTo(other);
    }

    @Test
    void theRateSpacesDatagramsAndTheQueueDropsAtItsTail() {
        VirtualLink link = new VirtualLink(5, 0, 50 * MILLI, 0, 1_000_000, 100 * MILLI); // 8 ms a datagram
        List<Arrived> arrived = run(link, 1000, MILLI);
        for (int i = 1; i < arrived.size(); i++) {
            assertThat(arrived.get(i).atNanos() - arrived.get(i - 1).atNanos()).isEqualTo(8 * MILLI);
            assertThat(arrived.get(i).number()).isGreaterThan(arrived.get(i - 1).number());
        }
        assertThat(arrived)
                .allSatisfy(each ->
                        assertThat(each.atNanos() - each.number() * MILLI).isLessThanOrEqualTo(158 * MILLI));
        assertThat(link.overflowed()).isEqualTo(1000 - arrived.size()).isGreaterThan(800);
    }
}
