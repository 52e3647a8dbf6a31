// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossyUdpPortTest {
    private static final int COUNT = 2000;

    private static List<Boolean> sent(double loss, long seed) {
        FakeUdpPort port = new FakeUdpPort();
        LossyUdpPort lossy = new LossyUdpPort(port, loss, seed);
        List<Boolean> outcome = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int before = port.sent.size();
            assertThat(lossy.send(new PacketBuffer(), FakeUdpPort.address(1))).isTrue();
            outcome.add(port.sent.size() > before);
        }
        return outcome;
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
        int count = new LossyUdpPort(port, 0.1, 1).receive(COUNT, (datagram, from) -> arrived.add(datagram));
        assertThat(count).isEqualTo(COUNT);
        assertThat(arrived).hasSizeBetween(1750, 1850);
    }

    @Test
    void reportsWhatTheSystemDidNotTake() {
        FakeUdpPort port = new FakeUdpPort();
        port.full = true;
        assertThat(new LossyUdpPort(port, 0, 1).send(new PacketBuffer(), FakeUdpPort.address(1)))
                .isFalse();
    }
}
