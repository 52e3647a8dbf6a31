// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One listening TCP socket for peers that cannot reach us by UDP: a passive candidate (RFC 6544) whose connections carry
 * framed datagrams (RFC 4571). Connections are bounded in number; a newcomer takes the place of the oldest one that has
 * not proven itself. Owned by its MediaLoop.
 */
final class TcpPort implements Closeable {
    private static final int BACKLOG = 128;
    private static final int ACCEPTED_A_TURN = 16;
    private static final int READ_BYTES = 32 << 10;
    /** Also bounds what lies in the system: media that has to wait longer than this for its turn is of no use. */
    private static final int SOCKET_BUFFER_BYTES = 64 << 10;

    private static final int FRAME_HEADER_LENGTH = 2;
    private static final long SWEEP_NANOS = 500_000_000;
    private static final long FAREWELL_NANOS = 1_000_000_000;

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final TcpPlan plan;
    private final Set<TcpConnection> unproven = new LinkedHashSet<>();
    private final Set<TcpConnection> proven = new LinkedHashSet<>();
    private final List<TcpConnection> late = new ArrayList<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_BYTES);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(FRAME_HEADER_LENGTH + PacketBuffer.CAPACITY);
    private @Nullable Attached loop;
    private long nextSweepNanos = Long.MAX_VALUE;

    /** What the loop lends its port. */
    private record Attached(
            Selector selector,
            SelectionKey key,
            TransportTable table,
            DropCounters drops,
            TransportTable.NowNanos clock) {}

    private TcpPort(ServerSocketChannel listener, InetSocketAddress address, TcpPlan plan) {
        this.listener = listener;
        this.address = address;
        this.plan = plan;
    }

    /** Port 0 picks a free one. */
    static TcpPort bind(InetAddress ip, int port, TcpPlan plan) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.configureBlocking(false);
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(new InetSocketAddress(ip, port), BACKLOG);
            return new TcpPort(listener, (InetSocketAddress) listener.getLocalAddress(), plan);
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Begins to accept, on the selector of the loop that owns it from here on. */
    void register(Selector selector, TransportTable table, DropCounters drops, TransportTable.NowNanos clock)
            throws IOException {
        SelectionKey key = listener.register(selector, SelectionKey.OP_ACCEPT, (Runnable) this::accept);
        loop = new Attached(selector, key, table, drops, clock);
    }

    private Attached loop() {
        if (loop == null) {
            throw new IllegalStateException("not registered");
        }
        return loop;
    }

    private void accept() {
        for (int i = 0; i < ACCEPTED_A_TURN; i++) {
            try {
                SocketChannel channel = listener.accept();
                if (channel == null) {
                    return;
                }
                welcome(channel);
            } catch (IOException e) {
                // The system has no more to give now, such as file descriptors: ask again with the next sweep.
                loop().key.interestOps(0);
                scheduleSweep();
                return;
            }
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        if (!makeRoom()) {
            loop().drops.count(DropReason.TOO_MANY_CONNECTIONS);
            channel.close();
            return;
        }
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            SelectionKey key = channel.register(loop().selector, SelectionKey.OP_READ);
            long deadlineNanos = loop().clock.nowNanos() + plan.firstCheckNanos();
            TcpConnection connection = new TcpConnection(this, channel, key, deadlineNanos);
            key.attach(connection);
            unproven.add(connection);
            scheduleSweep();
        } catch (IOException e) {
            // Gone already.
            channel.close();
        }
    }

    private boolean makeRoom() {
        if (unproven.size() + proven.size() < plan.connections()) {
            return true;
        }
        if (unproven.isEmpty()) {
            return false;
        }
        loop().drops.count(DropReason.TOO_MANY_CONNECTIONS);
        unproven.iterator().next().close();
        return true;
    }

    private void scheduleSweep() {
        if (nextSweepNanos == Long.MAX_VALUE) {
            nextSweepNanos = loop().clock.nowNanos() + SWEEP_NANOS;
        }
    }

    /** When {@link #onDeadline} is wanted next. */
    long nextDeadlineNanos() {
        return nextSweepNanos;
    }

    /** Closes what has been silent for too long. */
    void onDeadline(long nowNanos) {
        if (nowNanos < nextSweepNanos) {
            return;
        }
        nextSweepNanos = Long.MAX_VALUE;
        collectLate(unproven, nowNanos);
        collectLate(proven, nowNanos);
        for (TcpConnection connection : late) {
            loop().drops.count(DropReason.CONNECTION_IDLE);
            connection.close();
        }
        late.clear();
        if (loop().key.isValid()) {
            loop().key.interestOps(SelectionKey.OP_ACCEPT);
        }
        if (!unproven.isEmpty() || !proven.isEmpty()) {
            nextSweepNanos = nowNanos + SWEEP_NANOS;
        }
    }

    private void collectLate(Set<TcpConnection> connections, long nowNanos) {
        for (TcpConnection connection : connections) {
            if (connection.deadlineNanos() <= nowNanos) {
                late.add(connection);
            }
        }
    }

    ByteBuffer incoming() {
        return incoming;
    }

    /** The datagram in its frame, in a buffer of the port's that is good until the next one. */
    ByteBuffer frame(PacketBuffer datagram) {
        return outgoing.clear()
                .putShort((short) datagram.length)
                .put(datagram.bytes, datagram.offset, datagram.length)
                .flip();
    }

    void deliver(PacketBuffer datagram, TcpConnection from) {
        traffic().tcpIn.count(datagram.length);
        loop().table.onDatagram(datagram, from, loop().clock.nowNanos());
    }

    DropCounters drops() {
        return loop().drops;
    }

    Traffic traffic() {
        return loop().table.traffic();
    }

    long idleDeadlineNanos() {
        return loop().clock.nowNanos() + plan.idleNanos();
    }

    long farewellDeadlineNanos() {
        return loop().clock.nowNanos() + FAREWELL_NANOS;
    }

    void proven(TcpConnection connection) {
        if (unproven.remove(connection)) {
            proven.add(connection);
        }
    }

    void unproven(TcpConnection connection) {
        if (proven.remove(connection)) {
            unproven.add(connection);
        }
    }

    void forget(TcpConnection connection, @Nullable TcpPath lost) {
        unproven.remove(connection);
        proven.remove(connection);
        if (lost != null) {
            loop().table.lost(lost, loop().clock.nowNanos());
        }
    }

    int connections() {
        return unproven.size() + proven.size();
    }

    @Override
    public void close() throws IOException {
        List.copyOf(unproven).forEach(TcpConnection::close);
        List.copyOf(proven).forEach(TcpConnection::close);
        listener.close();
    }
}
