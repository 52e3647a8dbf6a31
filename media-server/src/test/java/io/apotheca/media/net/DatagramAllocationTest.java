// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.testing.Allocated;
import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a datagram costs at the socket, in and out. */
class DatagramAllocationTest {
    private static final int BATCHES = 2_000;
    private static final int BATCH = 10;
    private static final int WARM_UPS = 12;
    private static final int BYTES = 1_000;

    /** Less than a byte in four packets: the runtime keeps something of its own for a socket now and then. */
    private static final long MOST = BATCHES * BATCH / 4;

    private int arrived;

    @ParameterizedTest
    @EnumSource(
            value = UdpAdapter.class,
            names = {"AUTO", "PORTABLE"})
    void batchesOutAndIn(UdpAdapter adapter) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        UdpPorts ports = UdpPorts.choose(adapter);
        try (UdpPort from = ports.bind(here, 0);
                UdpPort to = ports.bind(here, 0)) {
            DropCounters drops = new DropCounters();
            TransportTable table = new TransportTable(drops, home -> {});
            SendQueue queue = new SendQueue(drops, table.traffic(), System::nanoTime);
            UdpArrivals arrivals = new UdpArrivals(from, table, () -> 0);
            Home home = new Home(Transports.peer(1, queue, drops).transport());
            UdpPath path = new UdpPath(from, Endpoint.of(to.address()), home, arrivals);
            UdpPort.Sink sink = (datagram, _, _) -> arrived += datagram.length == BYTES ? 1 : 0;
            Runnable work = () -> {
                for (int i = 0; i < BATCHES; i++) {
                    for (int j = 0; j < BATCH; j++) {
                        PacketBuffer datagram = queue.claim();
                        datagram.reset(BYTES);
                        queue.send(datagram, path);
                    }
                    queue.flush();
                    to.receive(2 * BATCH, sink);
                }
            };
            for (int i = 0; i < WARM_UPS; i++) {
                work.run();
            }
            assertThat(Allocated.by(work)).isLessThan(MOST);
            assertThat(arrived).isGreaterThan(BATCHES * BATCH);
            assertThat(drops.of(DropReason.SEND_FAILED)).isZero();
        }
    }
}
