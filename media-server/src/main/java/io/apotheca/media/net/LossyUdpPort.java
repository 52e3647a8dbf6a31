// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.transport.Outbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Random;

/**
 * A bad network in front of another port: loses a share of the datagrams of each direction, the same ones for the same
 * seed. For trying the product out, never on unless configured.
 */
final class LossyUdpPort implements UdpPort {
    private final UdpPort port;
    private final double loss;
    private final Random random;
    private final Batch spared = new Batch(Outbox.MOST_QUEUED);
    private final int[] sparedFrom = new int[Outbox.MOST_QUEUED];

    /** {@code loss} is the share lost each way, 0 to 1. */
    LossyUdpPort(UdpPort port, double loss, long seed) {
        this.port = port;
        this.loss = loss;
        this.random = new Random(seed);
    }

    private boolean lost() {
        return random.nextDouble() < loss;
    }

    @Override
    public InetSocketAddress address() {
        return port.address();
    }

    @Override
    public UdpAdapter adapter() {
        return port.adapter();
    }

    @Override
    public SelectionKey register(Selector selector) throws IOException {
        return port.register(selector);
    }

    @Override
    public int receive(int limit, Sink sink) {
        return port.receive(limit, (datagram, from, arrivedNanos) -> {
            if (!lost()) {
                sink.onDatagram(datagram, from, arrivedNanos);
            }
        });
    }

    @Override
    public boolean holdsMore() {
        return port.holdsMore();
    }

    @Override
    public void send(Batch batch) {
        spared.clear();
        for (int i = 0; i < batch.size(); i++) {
            if (!lost()) {
                sparedFrom[spared.size()] = i;
                spared.add(batch.datagram(i), batch.to(i));
            }
        }
        port.send(spared);
        for (int i = 0; i < spared.size(); i++) {
            if (spared.refused(i)) {
                batch.refuse(sparedFrom[i], sparedFrom[i] + 1);
            }
        }
    }

    @Override
    public Trips trips() {
        return port.trips();
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
