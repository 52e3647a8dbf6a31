// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apotheca.media.testing.Arrivals;
import io.apotheca.media.testing.Property;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RtxCacheTest {
    private static final int SLOTS = 64;

    @Test
    void findsExactlyTheNewestPacketsUnchanged() {
        Property.check(41, 1000, random -> {
            RtxCache cache = new RtxCache(SLOTS);
            Map<Long, byte[]> stored = new HashMap<>();
            long start = 65536L + random.nextInt(65536);
            long highest = 0;
            for (int index : Arrivals.draw(random, 300, 0.1, 0.1, 100)) {
                byte[] packet = packet(random);
                long sequence = start + index;
                int before = random.nextInt(10);
                byte[] datagram = new byte[before + packet.length + 3];
                System.arraycopy(packet, 0, datagram, before, packet.length);
                cache.store(sequence, datagram, before, packet.length);
                Arrays.fill(datagram, (byte) 0x55);
                highest = Math.max(highest, sequence);
                stored.put(sequence, packet);
            }
            for (long sequence = start - 2 * SLOTS; sequence < highest + 2 * SLOTS; sequence++) {
                byte[] found = find(cache, sequence);
                assertThat(found == null && sequence <= highest - SLOTS ? null : stored.get(sequence))
                        .isEqualTo(found);
            }
        });
    }

    private static byte[] packet(RandomGenerator random) {
        byte[] packet =
                new byte[random.nextInt(4) == 0 ? random.nextInt(RtxCache.MAX_PACKET + 1) : random.nextInt(300)];
        random.nextBytes(packet);
        return packet;
    }

    private static byte @Nullable [] find(RtxCache cache, long sequence) {
        int index = cache.indexOf(sequence);
        return index < 0 ? null : Arrays.copyOf(cache.row(index), cache.length(index));
    }

    @Test
    void aLateOldPacketDoesNotDisplaceANewerOne() {
        RtxCache cache = new RtxCache(8);
        cache.store(108, new byte[] {1}, 0, 1);
        cache.store(100, new byte[] {2}, 0, 1);
        assertThat(find(cache, 108)).containsExactly(1);
        assertThat(cache.indexOf(100)).isEqualTo(-1);
    }

    @Test
    void reusesTheRowOfASlot() {
        RtxCache cache = new RtxCache(8);
        cache.store(100, new byte[1200], 0, 1200);
        byte[] row = cache.row(cache.indexOf(100));
        cache.store(108, new byte[1400], 0, 1400);
        assertThat(cache.row(cache.indexOf(108))).isSameAs(row);
        cache.store(116, new byte[3], 0, 3);
        assertThat(cache.row(cache.indexOf(116))).isSameAs(row);
    }

    @Test
    void keepsNothingLongerThanADatagram() {
        RtxCache cache = new RtxCache(8);
        cache.store(100, new byte[3000], 0, 3000);
        assertThat(cache.indexOf(100)).isEqualTo(-1);
        assertThat(cache.indexOf(-1)).isEqualTo(-1);
    }

    @Test
    void wantsAPowerOfTwo() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RtxCache(100));
    }
}
