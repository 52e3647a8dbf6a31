// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.stun.TransportAddress;
import java.net.InetSocketAddress;

/** The pair of one of our ports and a remote address. Equal when both are. */
final class UdpPath implements NetworkPath {
    private final UdpPort port;
    private final InetSocketAddress to;
    private final TransportAddress remote;
    private final Home home;

    UdpPath(UdpPort port, InetSocketAddress to, Home home) {
        this.port = port;
        this.to = to;
        this.remote = TransportAddress.of(to.getAddress().getAddress(), to.getPort());
        this.home = home;
    }

    UdpPort port() {
        return port;
    }

    InetSocketAddress to() {
        return to;
    }

    /** Where the transport behind this path lives on its loop. */
    Home home() {
        return home;
    }

    @Override
    public TransportAddress remote() {
        return remote;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UdpPath path && path.port.equals(port) && path.to.equals(to);
    }

    @Override
    public int hashCode() {
        return to.hashCode();
    }
}
