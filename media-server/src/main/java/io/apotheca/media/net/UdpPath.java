// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.stun.TransportAddress;

/** The pair of one of our UDP ports and a remote address. Equal when both are. */
final class UdpPath implements LoopPath {
    private final UdpPort port;
    private final Endpoint to;
    private final TransportAddress remote;
    private final Home home;
    private final UdpArrivals arrivals;
    /** The last of this path's datagrams in the {@link SendQueue}, while it orders them by path; else -1. */
    int lastQueued = -1;

    UdpPath(UdpPort port, Endpoint to, Home home, UdpArrivals arrivals) {
        this.port = port;
        this.to = to;
        this.remote = to.transportAddress();
        this.home = home;
        this.arrivals = arrivals;
    }

    UdpPort port() {
        return port;
    }

    Endpoint to() {
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
    public void unbind() {
        arrivals.unbind(this);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof UdpPath path && path.port.equals(port) && path.to.same(to));
    }

    @Override
    public int hashCode() {
        return to.hash();
    }
}
