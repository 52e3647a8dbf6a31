// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.IceLite;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.transport.PeerTransport;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which transport a datagram is for. A STUN check goes by the username fragment it names; everything else by the address
 * it comes from, which counts only once a check from there was authentic. Owned by its MediaLoop.
 */
final class TransportTable {
    private static final int LAST_STUN_BYTE = 3;

    private final DropCounters drops;
    private final Consumer<Home> onTouched;
    private final Map<String, Home> byUfrag = new HashMap<>();
    private final IdentityHashMap<PeerTransport, Home> byTransport = new IdentityHashMap<>();
    private final IdentityHashMap<UdpPort, Map<InetSocketAddress, UdpPath>> byPort = new IdentityHashMap<>();
    private final StunMessage stun = new StunMessage();

    /** {@code onTouched} hears of each transport that was given a datagram. */
    TransportTable(DropCounters drops, Consumer<Home> onTouched) {
        this.drops = drops;
        this.onTouched = onTouched;
    }

    /** Starts a table for one more port: the sink that routes what comes in through it. */
    UdpPort.Sink route(UdpPort port, NowNanos clock) {
        Map<InetSocketAddress, UdpPath> paths = new HashMap<>();
        byPort.put(port, paths);
        return (datagram, from) -> onDatagram(port, paths, datagram, from, clock.nowNanos());
    }

    private void onDatagram(
            UdpPort port,
            Map<InetSocketAddress, UdpPath> paths,
            PacketBuffer datagram,
            InetSocketAddress from,
            long nowNanos) {
        if (datagram.length == 0) {
            drops.count(DropReason.BAD_SIZE);
            return;
        }
        UdpPath path = paths.get(from);
        if (Bytes.u8(datagram.bytes, datagram.offset) <= LAST_STUN_BYTE) {
            onStun(port, datagram, from, path, nowNanos);
        } else if (path == null) {
            drops.count(DropReason.UNKNOWN_SOURCE);
        } else {
            deliver(datagram, path, nowNanos);
        }
    }

    private void onStun(
            UdpPort port, PacketBuffer datagram, InetSocketAddress from, @Nullable UdpPath known, long nowNanos) {
        if (!stun.wrap(datagram.bytes, datagram.offset, datagram.length)) {
            drops.count(DropReason.STUN_REFUSED);
            return;
        }
        String ufrag = IceLite.localUfrag(stun);
        Home home = ufrag == null ? null : byUfrag.get(ufrag);
        if (home == null) {
            drops.count(DropReason.UNKNOWN_UFRAG);
            return;
        }
        if (known != null && known.home() == home) {
            deliver(datagram, known, nowNanos);
            return;
        }
        UdpPath path = new UdpPath(port, from, home);
        deliver(datagram, path, nowNanos);
        if (home.transport.accepts(path)) {
            bind(path);
        }
    }

    private void deliver(PacketBuffer datagram, UdpPath path, long nowNanos) {
        path.home().transport.onDatagram(datagram, path, nowNanos);
        onTouched.accept(path.home());
    }

    private void bind(UdpPath path) {
        UdpPath before = pathsOf(path.port()).put(path.to(), path);
        if (before != null) {
            before.home().paths.remove(before);
        }
        path.home().paths.addLast(path);
        path.home().paths.removeIf(this::forgetGivenUp);
    }

    /** The transport bounds its paths; one that it no longer accepts leads nowhere. */
    private boolean forgetGivenUp(UdpPath path) {
        return !path.home().transport.accepts(path) && pathsOf(path.port()).remove(path.to(), path);
    }

    private Map<InetSocketAddress, UdpPath> pathsOf(UdpPort port) {
        Map<InetSocketAddress, UdpPath> paths = byPort.get(port);
        if (paths == null) {
            throw new IllegalStateException("not a port of this loop");
        }
        return paths;
    }

    void add(PeerTransport transport, String ufrag) {
        Home home = new Home(transport, ufrag);
        byUfrag.put(ufrag, home);
        byTransport.put(transport, home);
        onTouched.accept(home);
    }

    /** Forgets a transport and all paths to it: its place, or null when it was not here. */
    @Nullable
    Home remove(PeerTransport transport) {
        Home home = byTransport.remove(transport);
        if (home != null) {
            byUfrag.remove(home.ufrag);
            for (UdpPath path : home.paths) {
                pathsOf(path.port()).remove(path.to());
            }
        }
        return home;
    }

    /** Ends all transports; they stay here until they are removed. */
    void closeAll() {
        byTransport.keySet().forEach(PeerTransport::close);
    }

    /** Whether any transport's DTLS association has not ended. */
    boolean associated() {
        return byTransport.keySet().stream().anyMatch(PeerTransport::associated);
    }

    @Nullable
    Home home(PeerTransport transport) {
        return byTransport.get(transport);
    }

    /** The time of the present turn. */
    @FunctionalInterface
    interface NowNanos {
        long nowNanos();
    }
}
