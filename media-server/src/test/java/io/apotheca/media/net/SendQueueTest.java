// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendQueueTest {
    private final DropCounters drops = new DropCounters();
    private final FakeUdpPort port = new FakeUdpPort();
    /** Its time is the number of datagrams that were written. */
    private final SendQueue queue = new SendQueue(drops, () -> port.sent.size());

    private final UdpPath path = new UdpPath(
            port,
            FakeUdpPort.address(1),
            new Home(Transports.peer(1, queue, drops).transport()),
            new UdpArrivals(port, new TransportTable(drops, home -> {}), () -> 0));

    private void send(int number) {
        PacketBuffer slot = queue.claim();
        Bytes.put16(slot.bytes, 0, number);
        slot.reset(2);
        queue.send(slot, path);
    }

    @Test
    void sendsAtTheEndOfTheTurn() {
        send(1);
        send(2);
        assertThat(port.sent).isEmpty();
        queue.flush();
        assertThat(port.sent).extracting(FakeUdpPort.Sent::to).containsExactly(path.to(), path.to());
        queue.flush();
        assertThat(port.sent).hasSize(2);
    }

    @Test
    void sendsManyInOrder() {
        for (int number = 0; number < 1000; number++) {
            send(number);
        }
        queue.flush();
        assertThat(port.sent).hasSize(1000);
        for (int number = 0; number < 1000; number++) {
            assertThat(Bytes.u16(port.sent.get(number).datagram(), 0)).isEqualTo(number);
        }
    }

    @Test
    void aClaimWithoutASendCostsNothing() {
        PacketBuffer first = queue.claim();
        assertThat(queue.claim()).isSameAs(first);
        queue.flush();
        assertThat(port.sent).isEmpty();
    }

    @Test
    void tellsTheTimeBeforeItsWrites() {
        List<Long> told = new ArrayList<>();
        send(1);
        queue.flush();
        send(2);
        queue.tellWhenWritten(told::add);
        send(3);
        queue.flush();
        send(4);
        queue.flush();
        assertThat(told).containsExactly(1L);
    }

    @Test
    void countsWhatTheSystemDidNotTake() {
        port.full = true;
        send(1);
        queue.flush();
        assertThat(drops.of(DropReason.SEND_FAILED)).isEqualTo(1);
        port.full = false;
        queue.flush();
        assertThat(port.sent).isEmpty();
    }
}
