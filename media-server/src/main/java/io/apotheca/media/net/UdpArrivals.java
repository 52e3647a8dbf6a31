// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import org.jspecify.annotations.Nullable;

/** What comes in at one UDP port, and the paths known by their remote addresses. Owned by its MediaLoop. */
final class UdpArrivals implements UdpPort.Sink, Arrival {
    private final UdpPort port;
    private final TransportTable table;
    private final TransportTable.NowNanos clock;
    private final UdpPaths paths = new UdpPaths();
    /** Whose datagram is being looked at. */
    private Endpoint from = new Endpoint();

    UdpArrivals(UdpPort port, TransportTable table, TransportTable.NowNanos clock) {
        this.port = port;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public void onDatagram(PacketBuffer datagram, Endpoint from, long arrivedNanos) {
        this.from = from;
        table.traffic().udpIn.count(datagram.length);
        table.onDatagram(datagram, this, clock.nowNanos());
    }

    @Override
    public @Nullable LoopPath known() {
        return paths.get(from);
    }

    @Override
    public LoopPath pathTo(Home home) {
        return new UdpPath(port, from.copy(), home, this);
    }

    @Override
    public @Nullable LoopPath bind(LoopPath path) {
        return paths.put((UdpPath) path);
    }

    void unbind(UdpPath path) {
        paths.remove(path);
    }
}
