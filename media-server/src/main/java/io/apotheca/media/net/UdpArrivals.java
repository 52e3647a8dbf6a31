// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What comes in at one UDP port, and the paths known by their remote addresses. Owned by its MediaLoop. */
final class UdpArrivals implements UdpPort.Sink, Arrival {
    private final UdpPort port;
    private final TransportTable table;
    private final TransportTable.NowNanos clock;
    private final Map<InetSocketAddress, LoopPath> paths = new HashMap<>();
    /** Whose datagram is being looked at. */
    private InetSocketAddress from;

    UdpArrivals(UdpPort port, TransportTable table, TransportTable.NowNanos clock) {
        this.port = port;
        this.table = table;
        this.clock = clock;
        this.from = port.address();
    }

    @Override
    public void onDatagram(PacketBuffer datagram, InetSocketAddress from) {
        this.from = from;
        traffic().udpIn.count(datagram.length);
        table.onDatagram(datagram, this, clock.nowNanos());
    }

    @Override
    public @Nullable LoopPath known() {
        return paths.get(from);
    }

    @Override
    public LoopPath pathTo(Home home) {
        return new UdpPath(port, from, home, this);
    }

    @Override
    public @Nullable LoopPath bind(LoopPath path) {
        return paths.put(from, path);
    }

    Traffic traffic() {
        return table.traffic();
    }

    void unbind(UdpPath path) {
        paths.remove(path.to(), path);
    }
}
