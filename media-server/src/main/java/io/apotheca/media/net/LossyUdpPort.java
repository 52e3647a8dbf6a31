// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
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
    public SelectionKey register(Selector selector) throws ClosedChannelException {
        return port.register(selector);
    }

    @Override
    public int receive(int limit, Sink sink) {
        return port.receive(limit, (datagram, from) -> {
            if (!lost()) {
                sink.onDatagram(datagram, from);
            }
        });
    }

    @Override
    public boolean send(PacketBuffer datagram, InetSocketAddress to) {
        return lost() || port.send(datagram, to);
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
