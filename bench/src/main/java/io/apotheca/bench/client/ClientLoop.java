// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.PacketBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** One thread that owns many connections: their sockets, timers and tally. Others reach it by {@link #execute}. */
final class ClientLoop implements Closeable {
    private static final int DATAGRAMS_A_TURN = 64;

    private final Selector selector;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final Set<LoopConnection> connections = new HashSet<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(PacketBuffer.MAX_DATAGRAM + 1);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(PacketBuffer.CAPACITY);
    private final PacketBuffer received = new PacketBuffer();
    private final Consumer<SelectionKey> reader = this::read;
    private final Consumer<TimerWheel.Timer> due = this::fire;
    private final TimerWheel timers = new TimerWheel(System.nanoTime());
    private final Thread thread;
    private final Tally tally = new Tally();
    private volatile boolean closing;
    private long turnBeganNanos;
    private boolean turnBegan;

    ClientLoop(String name) throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** Runs this on the loop, in the order of calls. */
    void execute(Runnable task) {
        mailbox.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Counts here; only tasks of the loop touch it. */
    Tally tally() {
        return tally;
    }

    Selector selector() {
        return selector;
    }

    void add(LoopConnection connection) {
        connections.add(connection);
    }

    void remove(LoopConnection connection) {
        connections.remove(connection);
        timers.remove(connection);
    }

    /** What was counted since the last call. */
    CompletableFuture<Tally> take() {
        CompletableFuture<Tally> taken = new CompletableFuture<>();
        execute(() -> {
            Tally copy = new Tally().add(tally);
            copy.connections = connections.size();
            for (LoopConnection each : connections) {
                copy.receiving += each.receiving() ? 1 : 0;
            }
            tally.clear();
            taken.complete(copy);
        });
        return taken;
    }

    boolean send(ClientSocket socket, PacketBuffer datagram) {
        outgoing.clear();
        outgoing.put(datagram.bytes, datagram.offset, datagram.length).flip();
        return socket.send(outgoing);
    }

    private void run() {
        try {
            while (!closing) {
                turn();
            }
            Set.copyOf(connections).forEach(LoopConnection::end);
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn() throws IOException {
        long waitNanos = timers.nextNanos() - System.nanoTime();
        turnBegan = false;
        if (waitNanos <= 0 || !mailbox.isEmpty()) {
            begin();
            selector.selectNow(reader);
        } else {
            selector.select(reader, Math.min(1000, Math.ceilDiv(waitNanos, TimerWheel.TICK_NANOS)));
        }
        begin();
        for (Runnable task = mailbox.poll(); task != null; task = mailbox.poll()) {
            task.run();
        }
        timers.advance(System.nanoTime(), due);
        long tookNanos = System.nanoTime() - turnBeganNanos;
        tally.busyNanos += tookNanos;
        tally.turns.record(tookNanos);
    }

    /** The wait is over, as the first datagram or the end of the wait shows. */
    private void begin() {
        if (!turnBegan) {
            turnBegan = true;
            turnBeganNanos = System.nanoTime();
        }
    }

    private void read(SelectionKey key) {
        begin();
        LoopConnection connection = (LoopConnection) key.attachment();
        for (int i = 0; i < DATAGRAMS_A_TURN; i++) {
            incoming.clear();
            if (!connection.socket().receive(incoming)) {
                break;
            }
            incoming.flip();
            if (incoming.remaining() <= PacketBuffer.MAX_DATAGRAM) {
                received.reset(incoming.remaining());
                incoming.get(received.bytes, 0, received.length);
                connection.onDatagram(received, System.nanoTime());
            }
        }
        schedule(connection);
    }

    private void fire(TimerWheel.Timer timer) {
        LoopConnection connection = (LoopConnection) timer;
        long nowNanos = System.nanoTime();
        if (connection.deadlineNanos <= nowNanos) {
            tally.lag.record(nowNanos - connection.deadlineNanos);
            connection.onDeadline(nowNanos);
        }
        schedule(connection);
    }

    void schedule(LoopConnection connection) {
        if (connections.contains(connection)) {
            timers.set(connection, connection.nextDeadlineNanos());
        }
    }

    /** Ends the thread and all connections. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
