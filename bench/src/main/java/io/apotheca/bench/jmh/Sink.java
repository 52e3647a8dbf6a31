// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.transport.Outbox;
import java.util.ArrayList;
import java.util.List;

/** Where the datagrams of a measured transport go: counted and forgotten. */
final class Sink implements Outbox, NetworkPath {
    private final TransportAddress address = TransportAddress.of(new byte[] {127, 0, 0, 1}, 9);
    private final PacketBuffer buffer = new PacketBuffer();
    private final List<Departures> told = new ArrayList<>();
    private long sent;

    /** Datagrams up to now. */
    long sent() {
        return sent;
    }

    /** The turn ends. */
    void written(long nowNanos) {
        for (int i = 0; i < told.size(); i++) {
            told.get(i).onWritten(nowNanos);
        }
        told.clear();
    }

    @Override
    public TransportAddress remote() {
        return address;
    }

    @Override
    public PacketBuffer claim() {
        return buffer;
    }

    @Override
    public void send(PacketBuffer datagram, NetworkPath to) {
        sent++;
    }

    @Override
    public void keep(PacketBuffer claimed) {
        throw new IllegalStateException("nothing is to wait here");
    }

    @Override
    public void sendKept(PacketBuffer kept, NetworkPath to) {
        throw new IllegalStateException("nothing was kept");
    }

    @Override
    public void giveBack(PacketBuffer kept) {
        throw new IllegalStateException("nothing was kept");
    }

    @Override
    public void tellWhenWritten(Departures departures) {
        told.add(departures);
    }

    /** The keys are known beforehand. */
    static final class Handshake implements DtlsEndpoint {
        @Override
        public void onDatagram(byte[] bytes, int offset, int length) {}

        @Override
        public void close() {}
    }
}
