// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.bench.link.Capacity;
import io.apotheca.bench.link.LinkSpec;
import io.apotheca.bench.link.Loss;
import io.apotheca.media.testing.Property;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final long MILLI = 1_000_000;

    /** 1222 bytes and 28 of headers take 10 ms at 1 Mb/s. */
    private static final int SIZE = 1222;

    private static final long START = 5_000 * MILLI;
    private static final LinkSpec LINK = LinkSpec.of(1_000_000).delay(20 * MILLI);

    private final List<String> arrived = new ArrayList<>();

    private static Traffic<String> traffic(LinkSpec both, boolean shared) {
        return new Traffic<>(LinkSettings.same(both), shared, 1 << 20);
    }

    private static void offer(Traffic<String> traffic, String client, Direction direction, long atMillis) {
        traffic.offer(client, direction, ByteBuffer.wrap(new byte[SIZE]), START + atMillis * MILLI);
    }

    private List<String> deliver(Traffic<String> traffic, long atMillis) {
        arrived.clear();
        traffic.deliver(
                START + atMillis * MILLI,
                (client, direction, datagram) -> arrived.add(client + " " + direction + " " + datagram.remaining()));
        return arrived;
    }

    @Test
    void datagramsArriveAfterLineAndDelay() {
        Traffic<String> traffic = traffic(LINK, false);
        assertThat(traffic.nextDueNanos()).isEqualTo(Traffic.NEVER);
        offer(traffic, "a", Direction.UP, 0);
        offer(traffic, "a", Direction.UP, 0);
        offer(traffic, "a", Direction.DOWN, 5);
        assertThat(traffic.nextDueNanos()).isEqualTo(START + 30 * MILLI);
        assertThat(deliver(traffic, 29)).isEmpty();
        assertThat(deliver(traffic, 30)).containsExactly("a UP 1222");
        assertThat(deliver(traffic, 40)).containsExactly("a DOWN 1222", "a UP 1222");
        assertThat(traffic.nextDueNanos()).isEqualTo(Traffic.NEVER);
    }

    @Test
    void clientsHaveLinksOfTheirOwnOrShareOne() {
        for (boolean shared : new boolean[] {false, true}) {
            Traffic<String> traffic = traffic(LINK, shared);
            offer(traffic, "a", Direction.UP, 0);
            offer(traffic, "b", Direction.UP, 0);
            assertThat(deliver(traffic, 30)).hasSize(shared ? 1 : 2);
            assertThat(deliver(traffic, 40)).hasSize(shared ? 1 : 0);
        }
    }

    @Test
    void changesHoldFromThenOnForAllClients() {
        Traffic<String> traffic = traffic(LINK, false);
        offer(traffic, "a", Direction.UP, 0);
        offer(traffic, "a", Direction.UP, 0);
        traffic.change(LinkSettings.same(LinkSpec.of(400_000).delay(10 * MILLI)));
        offer(traffic, "a", Direction.UP, 0);
        offer(traffic, "b", Direction.UP, 0);
        assertThat(deliver(traffic, 34)).containsExactly("a UP 1222");
        assertThat(deliver(traffic, 35)).containsExactly("b UP 1222");
        assertThat(deliver(traffic, 40)).as("waited before").containsExactly("a UP 1222");
        assertThat(deliver(traffic, 54)).isEmpty();
        assertThat(deliver(traffic, 55)).containsExactly("a UP 1222");
        traffic.change(LinkSettings.same(LINK.loss(new Loss.Random(1))));
        offer(traffic, "b", Direction.UP, 100);
        assertThat(traffic.nextDueNanos()).isEqualTo(Traffic.NEVER);
    }

    @Test
    void stepsCountFromTheFirstDatagram() {
        Capacity capacity =
                Capacity.steps(List.of(new Capacity.Step(0, 1_000_000), new Capacity.Step(100 * MILLI, 500_000)));
        Traffic<String> traffic = traffic(LINK.capacity(capacity), false);
        offer(traffic, "a", Direction.UP, 0);
        offer(traffic, "a", Direction.UP, 100);
        assertThat(deliver(traffic, 139)).hasSize(1);
        assertThat(deliver(traffic, 140)).hasSize(1);
    }

    @Test
    void memoryIsBounded() {
        Traffic<String> traffic =
                new Traffic<>(LinkSettings.same(LinkSpec.of(1_000_000_000)), false, 100 * (SIZE + 100));
        for (int i = 0; i < 1000; i++) {
            offer(traffic, "a", Direction.UP, 0);
        }
        RelayStatus status = traffic.status(1, 0);
        assertThat(status.refused()).isEqualTo(900);
        assertThat(status.up().deliveredPackets()).isEqualTo(100);
        assertThat(deliver(traffic, 1000)).hasSize(100);
        offer(traffic, "a", Direction.UP, 1000);
        assertThat(traffic.status(1, 0).refused()).isZero();
    }

    @Test
    void countsAddUpWhateverComes() {
        Property.check(11, 30, random -> {
            LinkSpec spec = LinkSpec.of(800_000).jitter(20 * MILLI).loss(new Loss.Random(0.05));
            Traffic<Integer> traffic = new Traffic<>(LinkSettings.same(spec), random.nextBoolean(), 200_000);
            long now = START;
            long offered = 0;
            long counted = 0;
            long[] received = {0};
            for (int i = 0; i < 2_000; i++) {
                now += random.nextInt(8) * MILLI;
                int client = random.nextInt(4);
                Direction direction = random.nextBoolean() ? Direction.UP : Direction.DOWN;
                traffic.offer(client, direction, ByteBuffer.wrap(new byte[random.nextInt(1400)]), now);
                offered++;
                if (random.nextInt(50) == 0) {
                    traffic.forget(client);
                }
                traffic.deliver(now, (to, way, datagram) -> received[0]++);
                if (random.nextInt(100) == 0) {
                    counted += gone(traffic.status(4, 0));
                }
            }
            traffic.deliver(now + 10_000 * MILLI, (to, way, datagram) -> received[0]++);
            counted += gone(traffic.status(4, 0));
            assertThat(received[0]).isPositive();
            assertThat(received[0] + counted).isEqualTo(offered);
            assertThat(traffic.nextDueNanos()).isEqualTo(Traffic.NEVER);
        });
    }

    private static long gone(RelayStatus status) {
        return status.refused()
                + status.up().lostPackets()
                + status.up().droppedPackets()
                + status.down().lostPackets()
                + status.down().droppedPackets();
    }
}
