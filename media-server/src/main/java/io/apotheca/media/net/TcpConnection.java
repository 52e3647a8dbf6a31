// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.stun.TransportAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a {@link TcpPort}. Until an authentic check has come by it, it may send a few frames only, and not for
 * long. What the peer is too slow to read is dropped frame by frame, never in the middle of one. Owned by its MediaLoop.
 */
final class TcpConnection implements Arrival, Runnable {
    /** What an unproven connection may send: some checks. */
    private static final int UNPROVEN_FRAMES = 8;

    private static final int QUEUE_BYTES = 64 << 10;

    private final TcpPort port;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final TransportAddress remote;
    private final FrameReader reader = new FrameReader();
    private final FrameReader.Sink frames = this::onFrame;
    private @Nullable FrameQueue waiting;
    private @Nullable TcpPath path;
    private int unprovenFrames;
    private long deadlineNanos;

    TcpConnection(TcpPort port, SocketChannel channel, SelectionKey key, long deadlineNanos) throws IOException {
        this.port = port;
        this.channel = channel;
        this.key = key;
        InetSocketAddress peer = (InetSocketAddress) channel.getRemoteAddress();
        this.remote = TransportAddress.of(peer.getAddress().getAddress(), peer.getPort());
        this.deadlineNanos = deadlineNanos;
    }

    TransportAddress remote() {
        return remote;
    }

    /** When it is closed unless something happens before. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    /** The socket can be read, or written again. */
    @Override
    public void run() {
        try {
            if (key.isValid() && key.isWritable()) {
                drain();
            }
            if (key.isValid() && key.isReadable() && !receive()) {
                close();
            }
        } catch (IOException e) {
            close();
        }
    }

    /** One read a turn, so that no connection keeps the others waiting. False when the stream has ended. */
    private boolean receive() throws IOException {
        ByteBuffer incoming = port.incoming().clear();
        int count = channel.read(incoming);
        boolean fits = reader.feed(incoming.flip(), frames);
        if (!fits && channel.isOpen()) {
            port.drops().count(DropReason.BAD_SIZE);
        }
        return fits && count >= 0;
    }

    /** Whether to go on. */
    private boolean onFrame(PacketBuffer datagram) {
        port.deliver(datagram, this);
        if (path != null) {
            deadlineNanos = port.idleDeadlineNanos();
        } else if (++unprovenFrames > UNPROVEN_FRAMES) {
            close();
        }
        return channel.isOpen();
    }

    @Override
    public @Nullable LoopPath known() {
        return path;
    }

    @Override
    public LoopPath pathTo(Home home) {
        return new TcpPath(this, home);
    }

    @Override
    public @Nullable LoopPath bind(LoopPath proven) {
        LoopPath before = path;
        path = (TcpPath) proven;
        port.proven(this);
        return before;
    }

    /** The last words to the peer still leave; then the connection is closed. */
    void unbind(TcpPath gone) {
        if (path != null && path.home() == gone.home()) {
            path = null;
            deadlineNanos = port.farewellDeadlineNanos();
            port.unproven(this);
        }
    }

    void send(PacketBuffer datagram) {
        if (!channel.isOpen()) {
            port.drops().count(DropReason.SEND_FAILED);
            return;
        }
        ByteBuffer frame = port.frame(datagram);
        try {
            if (waiting == null || waiting.isEmpty()) {
                channel.write(frame);
            }
        } catch (IOException e) {
            port.drops().count(DropReason.SEND_FAILED);
            close();
            return;
        }
        if (!frame.hasRemaining() || keep(frame)) {
            port.traffic().tcpOut.count(datagram.length);
        }
    }

    /** False when it is not taken. */
    private boolean keep(ByteBuffer frame) {
        if (waiting == null) {
            waiting = new FrameQueue(QUEUE_BYTES);
        }
        boolean kept = waiting.add(frame);
        if (!kept) {
            port.drops().count(DropReason.SLOW_READER);
        }
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return kept;
    }

    private void drain() throws IOException {
        if (waiting != null) {
            waiting.drainTo(channel);
        }
        if (waiting == null || waiting.isEmpty()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Ends it; a transport that used it hears so. */
    void close() {
        TcpPath lost = path;
        path = null;
        port.forget(this, lost);
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }
}
