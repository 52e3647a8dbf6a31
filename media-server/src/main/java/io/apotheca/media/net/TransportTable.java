// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.IceLite;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.transport.PeerTransport;
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
    /** The present username fragment and those before ICE restarts whose answers may not have arrived. */
    private static final int NAMES = 8;

    private final DropCounters drops;
    private final Traffic traffic = new Traffic();
    private final Consumer<Home> onTouched;
    private final Map<String, Home> byUfrag = new HashMap<>();
    private final IdentityHashMap<PeerTransport, Home> byTransport = new IdentityHashMap<>();
    private final StunMessage stun = new StunMessage();

    /** {@code onTouched} hears of each transport that was given a datagram. */
    TransportTable(DropCounters drops, Consumer<Home> onTouched) {
        this.drops = drops;
        this.onTouched = onTouched;
    }

    /** What goes through the ports that this table serves. */
    Traffic traffic() {
        return traffic;
    }

    /** Starts a table for one more UDP port: the sink that routes what comes in through it. */
    UdpPort.Sink route(UdpPort port, NowNanos clock) {
        return new UdpArrivals(port, this, clock);
    }

    void onDatagram(PacketBuffer datagram, Arrival from, long nowNanos) {
        if (datagram.length == 0) {
            drops.count(DropReason.BAD_SIZE);
            return;
        }
        LoopPath path = from.known();
        if (Bytes.u8(datagram.bytes, datagram.offset) <= LAST_STUN_BYTE) {
            onStun(datagram, from, path, nowNanos);
        } else if (path == null) {
            drops.count(DropReason.UNKNOWN_SOURCE);
        } else {
            deliver(datagram, path, nowNanos);
        }
    }

    private void onStun(PacketBuffer datagram, Arrival from, @Nullable LoopPath known, long nowNanos) {
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
        LoopPath path = from.pathTo(home);
        deliver(datagram, path, nowNanos);
        if (home.transport.accepts(path)) {
            bind(from, path);
        }
    }

    private void deliver(PacketBuffer datagram, LoopPath path, long nowNanos) {
        path.home().transport.onDatagram(datagram, path, nowNanos);
        onTouched.accept(path.home());
    }

    private void bind(Arrival from, LoopPath path) {
        LoopPath before = from.bind(path);
        if (before != null) {
            before.home().paths.remove(before);
        }
        path.home().paths.addLast(path);
        path.home().paths.removeIf(TransportTable::forgetGivenUp);
    }

    /** The transport bounds its paths; one that it no longer accepts leads nowhere. */
    private static boolean forgetGivenUp(LoopPath path) {
        boolean givenUp = !path.home().transport.accepts(path);
        if (givenUp) {
            path.unbind();
        }
        return givenUp;
    }

    /** The way that this path was is no more. */
    void lost(LoopPath path, long nowNanos) {
        path.home().paths.remove(path);
        path.home().transport.onPathLost(path, nowNanos);
        onTouched.accept(path.home());
    }

    void add(PeerTransport transport, String ufrag) {
        Home home = new Home(transport);
        name(home, ufrag);
        byTransport.put(transport, home);
        onTouched.accept(home);
    }

    /** A transport has one more name; its peer still calls by the one before until it has the new one. */
    void rename(PeerTransport transport, String ufrag) {
        Home home = byTransport.get(transport);
        if (home != null) {
            name(home, ufrag);
        }
    }

    private void name(Home home, String ufrag) {
        byUfrag.put(ufrag, home);
        home.ufrags.addLast(ufrag);
        if (home.ufrags.size() > NAMES) {
            byUfrag.remove(home.ufrags.removeFirst());
        }
    }

    /** Forgets a transport and all paths to it: its place, or null when it was not here. */
    @Nullable
    Home remove(PeerTransport transport) {
        Home home = byTransport.remove(transport);
        if (home != null) {
            home.ufrags.forEach(byUfrag::remove);
            home.paths.forEach(LoopPath::unbind);
            home.paths.clear();
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
