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
    private static final int BLOCK = 4096;
    private static final long MILLI = 1_000_000;
    private static final long KEEP = 1_000 * MILLI;

    private long nowNanos;
    private long sequence = 65_536;

    @Test
    void findsTheNewestPacketsThatAreNotTooOldUnchanged() {
        Property.check(41, 1000, random -> {
            RtxCache cache = new RtxCache(SLOTS, BLOCK, KEEP);
            Map<Long, byte[]> stored = new HashMap<>();
            Map<Long, Long> storedNanos = new HashMap<>();
            long start = 65536L + random.nextInt(65536);
            long highest = 0;
            long now = random.nextLong();
            int pace = 1 + random.nextInt(200);
            for (int index : Arrivals.draw(random, 300, 0.1, 0.1, 100)) {
                byte[] packet = packet(random);
                long number = start + index;
                now += random.nextInt(pace) * MILLI;
                store(cache, number, packet, now);
                stored.put(number, packet);
                storedNanos.put(number, now);
                highest = Math.max(highest, number);
            }
            for (long number = start - 2 * SLOTS; number < highest + 2 * SLOTS; number++) {
                byte[] expected = stored.get(number);
                boolean inWindow = expected != null && number > highest - SLOTS;
                byte[] found = find(cache, number);
                if (expected == null || found != null) {
                    assertThat(found).isEqualTo(expected);
                } else if (inWindow) {
                    assertThat(now - storedNanos.getOrDefault(number, now)).isGreaterThanOrEqualTo(KEEP);
                }
                if (expected == null || inWindow) {
                    assertThat(cache.known(number)).isEqualTo(inWindow);
                }
            }
        });
    }

    private static void store(RtxCache cache, long number, byte[] packet, long nowNanos) {
        byte[] datagram = new byte[7 + packet.length + 3];
        System.arraycopy(packet, 0, datagram, 7, packet.length);
        cache.store(number, datagram, 7, packet.length, nowNanos);
        Arrays.fill(datagram, (byte) 0x55);
    }

    private static byte[] packet(RandomGenerator random) {
        byte[] packet =
                new byte[random.nextInt(4) == 0 ? random.nextInt(RtxCache.MAX_PACKET + 1) : random.nextInt(300)];
        random.nextBytes(packet);
        return packet;
    }

    private static byte @Nullable [] find(RtxCache cache, long number) {
        int index = cache.indexOf(number);
        return index < 0
                ? null
                : Arrays.copyOfRange(
                        cache.bytes(index), cache.offset(index), cache.offset(index) + cache.length(index));
    }

    @Test
    void aLateOldPacketDoesNotDisplaceANewerOne() {
        RtxCache cache = new RtxCache(8, BLOCK, KEEP);
        cache.store(108, new byte[] {1}, 0, 1, 0);
        cache.store(100, new byte[] {2}, 0, 1, 0);
        assertThat(find(cache, 108)).containsExactly(1);
        assertThat(cache.indexOf(100)).isEqualTo(-1);
        assertThat(cache.known(100)).isFalse();
    }

    @Test
    void takesWhatItsStreamBringsInTheTimeToKeep() {
        RtxCache cache = new RtxCache(512, 16_384, KEEP);
        assertThat(cache.takenBytes()).isZero();
        stream(cache, 30_000, 10); // 240 kb/s
        assertThat(cache.takenBytes()).isBetween(30_000, 65_536);
        stream(cache, 250_000, 10); // 2 Mb/s
        assertThat(cache.takenBytes()).isBetween(250_000, 320_000);
        stream(cache, 10_000_000, 10);
        assertThat(cache.takenBytes()).isEqualTo(RtxCache.MOST_BLOCKS * 16_384);
        stream(cache, 30_000, 10);
        assertThat(cache.takenBytes()).isBetween(30_000, 65_536 + 16_384);
    }

    @Test
    void takesNothingNewWhileTheRateStays() {
        RtxCache cache = new RtxCache(512, 16_384, KEEP);
        stream(cache, 200_000, 5);
        int taken = cache.takenBytes();
        for (int second = 0; second < 20; second++) {
            stream(cache, 200_000, 1);
            assertThat(cache.takenBytes()).isEqualTo(taken);
        }
    }

    @Test
    void knowsWhatItDoesNotKeepAnyMore() {
        RtxCache cache = new RtxCache(512, BLOCK, KEEP);
        store(cache, 100, new byte[1000], 0);
        for (int i = 1; i < 20; i++) {
            store(cache, 100 + i, new byte[1000], i * KEEP);
        }
        assertThat(cache.indexOf(100)).isEqualTo(-1);
        assertThat(cache.known(100)).isTrue();
        assertThat(cache.known(99)).isFalse();
    }

    @Test
    void forgetsAndGivesBackWhatItTook() {
        RtxCache cache = new RtxCache(512, BLOCK, KEEP);
        stream(cache, 100_000, 2);
        cache.clear();
        assertThat(cache.takenBytes()).isZero();
        assertThat(cache.known(sequence - 1)).isFalse();
        store(cache, sequence, new byte[] {5}, nowNanos);
        assertThat(find(cache, sequence)).containsExactly(5);
    }

    /** Packets of 1,000 bytes. */
    private void stream(RtxCache cache, int bytesPerSecond, int seconds) {
        int packets = bytesPerSecond * seconds / 1000;
        for (int i = 0; i < packets; i++) {
            nowNanos += 1_000_000_000_000L / bytesPerSecond;
            cache.store(sequence++, new byte[1000], 0, 1000, nowNanos);
        }
    }

    @Test
    void keepsNothingLongerThanADatagram() {
        RtxCache cache = new RtxCache(8, BLOCK, KEEP);
        cache.store(100, new byte[3000], 0, 3000, 0);
        assertThat(cache.indexOf(100)).isEqualTo(-1);
        assertThat(cache.indexOf(-1)).isEqualTo(-1);
    }

    @Test
    void wantsAPowerOfTwoAndBlocksThatHoldAPacket() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RtxCache(100, BLOCK, KEEP));
        assertThatIllegalArgumentException().isThrownBy(() -> new RtxCache(64, 2047, KEEP));
        assertThatIllegalArgumentException().isThrownBy(() -> new RtxCache(64, 65_537, KEEP));
    }
}
