// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.testing.Property;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PathTableTest {
    private static final long NOW = -5_000_000_000L;

    private final PathTable table = new PathTable(new byte[] {1, 2, 3});

    private static TransportAddress address(int number) {
        return TransportAddress.of(ByteBuffer.allocate(4).putInt(number).array(), 4000 + number % 100);
    }

    private static TransportAddress sixth(int net, int host) {
        return TransportAddress.of(
                ByteBuffer.allocate(16)
                        .putInt(0x2001_0DB8)
                        .putInt(net)
                        .putLong(host)
                        .array(),
                host & 0xFFFF);
    }

    @Test
    void knowsWhatWasFoundLast() {
        assertThat(table.recall(address(1), NOW)).isZero();
        table.remember(address(1), 2_000_000, false, NOW);
        table.remember(address(1), 200_000, false, NOW + 1);
        assertThat(table.recall(address(1), NOW + 2))
                .as("a bad line starts low")
                .isEqualTo(200_000);
        assertThat(table.recall(address(2), NOW + 2)).isZero();
    }

    @Test
    void anIpv6NetworkIsOneLineAndAPortIsNone() {
        table.remember(sixth(7, 1), 900_000, false, NOW);
        assertThat(table.recall(sixth(7, 99), NOW)).isEqualTo(900_000);
        assertThat(table.recall(sixth(8, 1), NOW)).isZero();
        TransportAddress one = TransportAddress.of(new byte[] {10, 0, 0, 1}, 1);
        table.remember(one, 800_000, false, NOW);
        assertThat(table.recall(TransportAddress.of(new byte[] {10, 0, 0, 1}, 2), NOW))
                .isEqualTo(800_000);
        assertThat(table.recall(TransportAddress.of(new byte[] {10, 0, 0, 2}, 1), NOW))
                .isZero();
    }

    @Test
    void thisMachineIsNoLine() {
        for (byte[] ip :
                new byte[][] {{127, 0, 0, 1}, {127, 9, 9, 9}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}) {
            TransportAddress own = TransportAddress.of(ip, 1);
            table.remember(own, 100_000, false, NOW);
            assertThat(table.recall(own, NOW)).isZero();
        }
        TransportAddress other = TransportAddress.of(new byte[] {126, 0, 0, 1}, 1);
        table.remember(other, 100_000, false, NOW);
        assertThat(table.recall(other, NOW)).isEqualTo(100_000);
    }

    @Test
    void aRateThatOnlyTheSenderLimitedIsKeptWhereItSaysMore() {
        table.remember(address(1), 400_000, true, NOW);
        assertThat(table.recall(address(1), NOW)).as("less than nobody knows").isZero();
        table.remember(address(1), 3_000_000, true, NOW);
        table.remember(address(1), 900_000, true, NOW);
        assertThat(table.recall(address(1), NOW)).isEqualTo(3_000_000);
        table.remember(address(2), 150_000, false, NOW);
        table.remember(address(2), 160_000, true, NOW);
        assertThat(table.recall(address(2), NOW)).as("found, and not refuted").isEqualTo(150_000);
    }

    @Test
    void forgetsAfterAnHour() {
        table.remember(address(1), 2_000_000, false, NOW);
        assertThat(table.recall(address(1), NOW + PathTable.LIFE_NANOS - 1)).isEqualTo(2_000_000);
        table.remember(address(1), 900_000, true, NOW + PathTable.LIFE_NANOS - 1);
        assertThat(table.recall(address(1), NOW + PathTable.LIFE_NANOS))
                .as("what is less does not renew it")
                .isZero();
        assertThat(table.size()).isZero();
    }

    @Test
    void forgetsWhoWasNotSeenForLongestWhenItIsFull() {
        for (int i = 0; i < PathTable.MOST; i++) {
            table.remember(address(i), 700_000 + i, false, NOW);
        }
        assertThat(table.recall(address(0), NOW)).isEqualTo(700_000);
        table.remember(address(PathTable.MOST), 1, false, NOW);
        assertThat(table.size()).isEqualTo(PathTable.MOST);
        assertThat(table.recall(address(0), NOW)).as("asked for lately").isEqualTo(700_000);
        assertThat(table.recall(address(1), NOW)).isZero();
        assertThat(table.recall(address(PathTable.MOST), NOW)).isEqualTo(1);
    }

    @Test
    void staysBoundedWhoeverComes() {
        Property.check(5, 3, random -> {
            PathTable any = new PathTable(new byte[16]);
            long now = random.nextLong(1L << 60);
            for (int i = 0; i < 10_000; i++) {
                now += random.nextLong(10_000_000_000L);
                TransportAddress from = address(random.nextInt());
                long bps = random.nextLong(1, 1L << 40);
                any.remember(from, bps, random.nextBoolean(), now);
                assertThat(any.recall(from, now)).isIn(0L, bps);
            }
            assertThat(any.size()).isLessThanOrEqualTo(PathTable.MOST);
        });
    }

    @Test
    void twoSaltsHideOneAddressDifferently() {
        PathTable other = new PathTable(new byte[] {9});
        assertThat(PathTable.key(new byte[] {1}, address(3))).isNotEqualTo(PathTable.key(new byte[] {2}, address(3)));
        other.remember(address(3), 600_001, false, NOW);
        assertThat(other.recall(address(3), NOW)).isEqualTo(600_001);
    }
}
