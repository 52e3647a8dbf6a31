// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.stun.TransportAddress;
import java.net.InetSocketAddress;

/** The pair of one of our UDP ports and a remote address. Equal when both are. */
final class UdpPath implements LoopPath {
    private final UdpPort port;
    private final InetSocketAddress to;
    private final TransportAddress remote;
    private final Home home;
    private final UdpArrivals arrivals;

    UdpPath(UdpPort port, InetSocketAddress to, Home home, UdpArrivals arrivals) {
        this.port = port;
        this.to = to;
        this.remote = TransportAddress.of(to.getAddress().getAddress(), to.getPort());
        this.home = home;
        this.arrivals = arrivals;
    }

    InetSocketAddress to() {
        return to;
    }

    @Override
    public Home home() {
        return home;
    }

    @Override
    public TransportAddress remote() {
        return remote;
    }

    @Override
    public void send(PacketBuffer datagram, DropCounters drops) {
        if (!port.send(datagram, to)) {
            drops.count(DropReason.SEND_FAILED);
        } else {
            arrivals.traffic().udpOut.count(datagram.length);
        }
    }

    @Override
    public void unbind() {
        arrivals.unbind(this);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof UdpPath path && path.port.equals(port) && path.to.equals(to));
    }

    @Override
    public int hashCode() {
        return to.hashCode();
    }
}
