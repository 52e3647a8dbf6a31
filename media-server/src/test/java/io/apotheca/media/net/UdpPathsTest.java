// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.testing.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of a port's paths does what a map from addresses does. */
class UdpPathsTest {
    private final DropCounters drops = new DropCounters();
    private final FakeUdpPort port = new FakeUdpPort();
    private final TransportTable table = new TransportTable(drops, home -> {});
    private final UdpArrivals arrivals = new UdpArrivals(port, table, () -> 0);
    private final Home home = new Home(Transports.peer(1, new SendQueue(drops, table.traffic(), () -> 0), drops)
            .transport());

    private UdpPath path(Endpoint to) {
        return new UdpPath(port, to.copy(), home, arrivals);
    }

    private static List<Number> numbers(Endpoint endpoint) {
        return List.of(endpoint.high(), endpoint.low(), endpoint.port(), endpoint.scope());
    }

    @Test
    void isLikeAMap() {
        Property.check(71, 50, random -> {
            UdpPaths paths = new UdpPaths();
            Map<List<Number>, UdpPath> map = new HashMap<>();
            int range = 1 + random.nextInt(400);
            Endpoint from = new Endpoint();
            for (int i = 0; i < 2_000; i++) {
                // Few addresses with many ports, as behind one NAT, and now and then another zone or version.
                int number = random.nextInt(range);
                from.set(number % 3 == 0 ? 0x2001_0DB8L << 32 : 0, 0xFFFF_0A00_0001L + number % 5, number, number % 2);
                if (random.nextInt(3) > 0) {
                    UdpPath path = path(from);
                    assertThat(paths.put(path)).isSameAs(map.put(numbers(from), path));
                } else if (map.containsKey(numbers(from))) {
                    paths.remove(path(from));
                    map.remove(numbers(from));
                }
            }
            map.forEach(
                    (numbers, path) -> assertThat(paths.get(path.to().copy())).isSameAs(path));
            for (int number = 0; number < range; number++) {
                from.set(0, 0xFFFF_0B00_0001L, number, 0);
                assertThat(paths.get(from)).isNull();
            }
        });
    }

    @Test
    void endpointsAreTheSameByAllTheirNumbers() {
        Endpoint one = new Endpoint();
        one.set(1, 2, 3, 4);
        assertThat(one.copy().same(one)).isTrue();
        assertThat(one.copy().hash()).isEqualTo(one.hash());
        Endpoint other = new Endpoint();
        other.set(0, 2, 3, 4);
        assertThat(other.same(one)).isFalse();
        other.set(1, 0, 3, 4);
        assertThat(other.same(one)).isFalse();
        other.set(1, 2, 0, 4);
        assertThat(other.same(one)).isFalse();
        other.set(1, 2, 3, 0);
        assertThat(other.same(one)).isFalse();
    }

    @Test
    void anAddressIsNotPrinted() {
        assertThat(Endpoint.of(FakeUdpPort.address(77)).toString()).doesNotContain("77");
    }
}
