// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.control.v1.TapEvent;
import io.apotheca.media.testing.Allocated;
import io.apotheca.media.testing.Property;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TapQueueTest {
    private static final int PACKETS = 20_000;

    private static byte[] numbered(int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    @Test
    void whatGoesInComesOutInOrder() {
        Property.check(1, 200, random -> {
            RecordRing ring = new RecordRing(64, 1 << random.nextInt(6, 12));
            Deque<byte[]> waiting = new ArrayDeque<>();
            for (int i = 0; i < 300; i++) {
                if (random.nextInt(3) > 0) {
                    byte[] record = numbered(i, random.nextInt(1, 100));
                    int head = random.nextInt(record.length + 1);
                    byte[] body = Arrays.copyOfRange(record, head, record.length);
                    if (ring.put(record, head, body, 0, body.length, 0)) {
                        waiting.add(record);
                    }
                } else {
                    assertThat(ring.take()).isEqualTo(waiting.poll());
                }
            }
            waiting.forEach(record -> assertThat(ring.take()).isEqualTo(record));
            assertThat(ring.take()).isNull();
        });
    }

    @Test
    void twoThreadsLoseNothing() {
        RecordRing ring = new RecordRing(256, 4096);
        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
            int next = 0;
            while (next < PACKETS) {
                byte[] record = ring.take();
                if (record == null) {
                    Thread.onSpinWait();
                } else if (Arrays.equals(record, numbered(next, 1 + next % 90))) {
                    next++;
                } else {
                    return next;
                }
            }
            return next;
        });
        for (int i = 0; i < PACKETS; i++) {
            byte[] record = numbered(i, 1 + i % 90);
            while (!ring.put(record, record.length, record, 0, 0, 0) && !read.isDone()) {
                Thread.onSpinWait();
            }
        }
        assertThat(read.join()).isEqualTo(PACKETS);
    }

    @Test
    void aFullQueueTakesNoPacketButWhatMustBeTold() {
        TapQueue queue = new TapQueue(1 << 16, 1 << 16);
        byte[] packet = numbered(7, 1000);
        int taken = 0;
        while (queue.packet(5, 3, 2, packet, 0, packet.length)) {
            taken++;
        }
        assertThat(taken).isBetween(20, 64);
        queue.packetsDropped(6, 3, 9);
        assertThat(queue.overrun()).isFalse();
        TapEvent first = Objects.requireNonNull(queue.take());
        assertThat(first.getNanos()).isEqualTo(5);
        assertThat(first.getPacket().getTrack()).isEqualTo(3);
        assertThat(first.getPacket().getStream()).isEqualTo(2);
        assertThat(first.getPacket().getRtp().toByteArray()).isEqualTo(packet);
        for (int i = 1; i < taken; i++) {
            assertThat(queue.take()).isNotNull();
        }
        TapEvent last = Objects.requireNonNull(queue.take());
        assertThat(last.getDropped().getPackets()).isEqualTo(9);
        assertThat(queue.take()).isNull();
    }

    @Test
    void aTapThatLosesTrackOfWhoIsThereIsGivenUp() {
        TapQueue queue = new TapQueue(1 << 16, 1 << 16);
        for (int i = 0; i < 5_000; i++) {
            queue.participantJoined(i, "somebody");
        }
        assertThat(queue.overrun()).isTrue();
    }

    @Test
    void aPacketAllocatesNothingOnTheLoop() {
        TapQueue queue = new TapQueue();
        byte[] packet = new byte[1200];
        int count = 90;
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < count; i++) {
                        queue.packet(i, 1, 0, packet, 0, packet.length);
                    }
                }))
                .isZero();
    }
}
