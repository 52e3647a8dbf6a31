// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossyUdpPortTest {
    private static final int COUNT = 2000;
    private static final int BATCH = 200;
    private static final Endpoint TO = Endpoint.of(FakeUdpPort.address(1));

    private static List<Boolean> sent(double loss, long seed) {
        FakeUdpPort port = new FakeUdpPort();
        LossyUdpPort lossy = new LossyUdpPort(port, loss, seed);
        List<Boolean> outcome = new ArrayList<>();
        Batch batch = new Batch(BATCH);
        for (int i = 0; i < COUNT; i++) {
            PacketBuffer datagram = new PacketBuffer();
            Bytes.put16(datagram.bytes, 0, i);
            datagram.reset(2);
            batch.add(datagram, TO);
            outcome.add(false);
            if (batch.size() == BATCH) {
                lossy.send(batch);
                assertThat(refused(batch)).isZero();
                batch.clear();
            }
        }
        port.sent.forEach(sent -> outcome.set(Bytes.u16(sent.datagram(), 0), true));
        return outcome;
    }

    private static long refused(Batch batch) {
        return IntStream.range(0, batch.size()).filter(batch::refused).count();
    }

    @Test
    void losesItsShareOfWhatGoesOut() {
        assertThat(sent(0.1, 1)).filteredOn(arrived -> !arrived).hasSizeBetween(150, 250);
    }

    @Test
    void losesTheSameForTheSameSeed() {
        assertThat(sent(0.1, 1)).isEqualTo(sent(0.1, 1)).isNotEqualTo(sent(0.1, 2));
    }

    @Test
    void losesItsShareOfWhatComesIn() {
        FakeUdpPort port = new FakeUdpPort();
        for (int i = 0; i < COUNT; i++) {
            port.waiting.add(FakeUdpPort.address(1));
        }
        List<PacketBuffer> arrived = new ArrayList<>();
        int count =
                new LossyUdpPort(port, 0.1, 1).receive(COUNT, (datagram, from, arrivedNanos) -> arrived.add(datagram));
        assertThat(count).isEqualTo(COUNT);
        assertThat(arrived).hasSizeBetween(1750, 1850);
    }

    @Test
    void isThePortThatItWrapsInAllElse() throws IOException {
        FakeUdpPort port = new FakeUdpPort();
        try (Selector selector = Selector.open()) {
            try (LossyUdpPort lossy = new LossyUdpPort(port, 0.1, 1)) {
                lossy.register(selector);
                assertThat(selector.keys()).hasSize(1);
                assertThat(lossy.address()).isEqualTo(port.address());
                assertThat(lossy.adapter()).isEqualTo(port.adapter());
                assertThat(lossy.trips()).isSameAs(port.trips());
            }
            assertThat(port.closed).isTrue();
            selector.selectNow();
            assertThat(selector.keys()).as("what a closed port is watched by").isEmpty();
        }
    }

    @Test
    void reportsWhatTheSystemDidNotTake() {
        FakeUdpPort port = new FakeUdpPort();
        port.full = true;
        Batch batch = new Batch(COUNT);
        for (int i = 0; i < 100; i++) {
            batch.add(new PacketBuffer(), TO);
        }
        new LossyUdpPort(port, 0.1, 1).send(batch);
        assertThat(IntStream.range(0, 100).mapToObj(batch::refused).toList())
                .as("what was not lost before")
                .isEqualTo(sent(0.1, 1).subList(0, 100));
    }
}
