// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Relays datagrams between clients and one server by a bad link. Towards the server each client has a socket of its own, so
 * the server tells clients apart by their ports. One thread does everything; methods may be called by any.
 */
public final class UdpRelay implements AutoCloseable {
    /**
     * What to relay.
     *
     * @param listen where clients send to
     * @param server where their datagrams go
     * @param shared whether all clients share one link; otherwise each has its own
     */
    public record Plan(InetSocketAddress listen, InetSocketAddress server, LinkSettings link, boolean shared) {}

    private static final class Client {
        private final SocketAddress address;
        private final DatagramChannel toServer;
        private long heardNanos;

        Client(SocketAddress address, DatagramChannel toServer) {
            this.address = address;
            this.toServer = toServer;
        }
    }

    private static final long MILLI = 1_000_000;
    private static final long IDLE_NANOS = 120_000 * MILLI;
    private static final int MOST_CLIENTS = 1000;
    private static final long MOST_FLYING_BYTES = 64L << 20;
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int BATCH = 64;
    private static final int SOCKET_BUFFER = 1 << 20;

    private final Plan plan;
    private final Selector selector;
    private final DatagramChannel clientSide;
    private final InetSocketAddress address;
    private final Thread thread;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);

    /** In order of when they were last heard. */
    private final Map<SocketAddress, Client> clients = new LinkedHashMap<>(16, 0.75f, true);

    private final Traffic<Client> traffic;
    private long unsent;
    private volatile boolean closed;

    private UdpRelay(Plan plan, Selector selector, DatagramChannel clientSide) throws IOException {
        this.plan = plan;
        this.selector = selector;
        this.clientSide = clientSide;
        this.address = (InetSocketAddress) clientSide.getLocalAddress();
        this.traffic = new Traffic<>(plan.link(), plan.shared(), MOST_FLYING_BYTES);
        this.thread = Thread.ofPlatform().name("udp-relay").unstarted(this::run);
    }

    /**
     * Opens the relay and its thread.
     *
     * @throws java.net.BindException when the port to listen on is taken
     */
    public static UdpRelay start(Plan plan) throws IOException {
        Selector selector = Selector.open();
        try {
            DatagramChannel channel = open(selector);
            try {
                channel.bind(plan.listen());
                UdpRelay relay = new UdpRelay(plan, selector, channel);
                relay.thread.start();
                return relay;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            selector.close();
            throw e;
        }
    }

    private static DatagramChannel open(Selector selector) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    /** Where clients send to. */
    public InetSocketAddress address() {
        return address;
    }

    /** The link is like this when it returns; what waits in its queues keeps its time. */
    public void change(LinkSettings link) {
        CompletableFuture<Void> changed = new CompletableFuture<>();
        tell(() -> {
            traffic.change(link);
            changed.complete(null);
        });
        changed.join();
    }

    /** What happened since the last call. */
    public RelayStatus status() {
        CompletableFuture<RelayStatus> answer = new CompletableFuture<>();
        tell(() -> {
            answer.complete(traffic.status(clients.size(), unsent));
            unsent = 0;
        });
        return answer.join();
    }

    private void tell(Runnable command) {
        commands.add(command);
        if (closed) {
            awaitEnd();
            runCommands();
        } else {
            selector.wakeup();
        }
    }

    /** Stops at once: what is still on its way is lost. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        awaitEnd();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector;
                clientSide) {
            while (!closed) {
                turn();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the relay's selector failed", e);
        } finally {
            closed = true;
            clients.values().forEach(client -> close(client.toServer));
            runCommands();
        }
    }

    private void turn() throws IOException {
        runCommands();
        long now = System.nanoTime();
        traffic.deliver(now, this::send);
        dropIdle(now);
        await(traffic.nextDueNanos() - System.nanoTime());
        for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); keys.remove()) {
            SelectionKey key = keys.next();
            if (key.attachment() instanceof Client client) {
                readFromServer(client);
            } else {
                readFromClients();
            }
        }
    }

    private void runCommands() {
        for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
            next.run();
        }
    }

    /** The selector knows only whole milliseconds; the rest is slept, and what comes meanwhile waits in its socket. */
    private void await(long nanos) throws IOException {
        if (nanos >= MILLI) {
            selector.select(Math.min(nanos / MILLI, 1000));
            return;
        }
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
        selector.selectNow();
    }

    private void readFromClients() throws IOException {
        for (int i = 0; i < BATCH; i++) {
            buffer.clear();
            SocketAddress from = clientSide.receive(buffer);
            if (from == null) {
                return;
            }
            long now = System.nanoTime();
            Client client = client(from);
            if (client == null) {
                traffic.refuse();
                continue;
            }
            client.heardNanos = now;
            traffic.offer(client, Direction.UP, buffer.flip(), now);
        }
    }

    private @Nullable Client client(SocketAddress from) throws IOException {
        Client known = clients.get(from);
        if (known != null || clients.size() >= MOST_CLIENTS) {
            return known;
        }
        DatagramChannel toServer = open(selector);
        try {
            toServer.connect(plan.server());
        } catch (IOException e) {
            toServer.close();
            return null;
        }
        Client client = new Client(from, toServer);
        toServer.keyFor(selector).attach(client);
        clients.put(from, client);
        return client;
    }

    private void readFromServer(Client client) {
        try {
            for (int i = 0; i < BATCH; i++) {
                buffer.clear();
                if (client.toServer.receive(buffer) == null) {
                    return;
                }
                traffic.offer(client, Direction.DOWN, buffer.flip(), System.nanoTime());
            }
        } catch (IOException e) {
            // The server's port is closed for now: that it did not answer is what the client will see.
            unsent++;
        }
    }

    private void send(Client client, Direction direction, ByteBuffer datagram) {
        try {
            int sent = switch (direction) {
                case UP -> client.toServer.write(datagram);
                case DOWN -> clientSide.send(datagram, client.address);
            };
            unsent += sent == 0 ? 1 : 0;
        } catch (IOException e) {
            // A port that is closed, or a client forgotten meanwhile: as on a network, the datagram is gone.
            unsent++;
        }
    }

    private void dropIdle(long nowNanos) {
        Iterator<Client> oldestFirst = clients.values().iterator();
        while (oldestFirst.hasNext()) {
            Client oldest = oldestFirst.next();
            if (nowNanos - oldest.heardNanos < IDLE_NANOS) {
                return;
            }
            oldestFirst.remove();
            traffic.forget(oldest);
            close(oldest.toServer);
        }
    }

    private static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }
}
