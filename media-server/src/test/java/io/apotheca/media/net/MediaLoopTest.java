// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.net.Transports.Peer;
import io.apotheca.media.transport.PeerTimeouts;
import io.apotheca.media.transport.TransportListener;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaLoopTest {
    private static final int PATIENCE_SECONDS = 30;
    /** An idle loop turns every ten seconds. */
    private static final int A_TURN_WITHOUT_CAUSE_MILLIS = 5_000;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private UdpPort port;
    private MediaLoop loop;

    @BeforeEach
    void start() throws IOException {
        port = UdpPorts.choose(UdpAdapter.AUTO).bind(loopback, 0);
        loop = MediaLoop.start("test-loop", List.of(port), List.of());
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    private static <T> T wait(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Test
    void runsCommandsInOrderOnItsThread() {
        List<Integer> order = new ArrayList<>();
        CompletableFuture<String> last = new CompletableFuture<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            loop.execute(() -> order.add(number));
        }
        loop.execute(() -> last.complete(Thread.currentThread().getName()));
        assertThat(wait(last)).isEqualTo("test-loop");
        assertThat(order).hasSize(1000).isSorted();
    }

    @Test
    void commandsOfManyThreadsAllRun() throws InterruptedException {
        List<Integer> ran = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 500; i++) {
                    loop.execute(() -> ran.add(1));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        CompletableFuture<Integer> count = new CompletableFuture<>();
        loop.execute(() -> count.complete(ran.size()));
        assertThat(wait(count)).isEqualTo(4000);
    }

    @Test
    void aCommandThatFailsDoesNotEndTheLoop() {
        loop.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        CompletableFuture<Boolean> after = new CompletableFuture<>();
        loop.execute(() -> after.complete(true));
        assertThat(wait(after)).isTrue();
    }

    @Test
    void aCommandMayLeaveAnother() {
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        loop.execute(() -> loop.execute(() -> second.complete(true)));
        assertThat(wait(second)).isTrue();
    }

    @Test
    void datagramsThatComeOneByOneShareTurns() throws IOException {
        int count = 50; // fewer than a turn takes in, so that none is left over for a turn of its own
        long apartNanos = 300_000;
        long before = turns();
        long begunNanos = System.nanoTime();
        try (DatagramSocket socket = new DatagramSocket(0, loopback)) {
            for (int i = 0; i < count; i++) {
                while (System.nanoTime() - begunNanos < i * apartNanos) {
                    Thread.onSpinWait();
                }
                send(socket, new byte[] {(byte) 0x80, 0, 0, (byte) i});
            }
        }
        long during = turns() - before;
        long millis = (System.nanoTime() - begunNanos) / 1_000_000;
        assertThat(during).isBetween(1L, millis + 2);
    }

    private long turns() {
        CompletableFuture<Long> turns = new CompletableFuture<>();
        loop.execute(() -> turns.complete(loop.turns()));
        return wait(turns);
    }

    @Test
    void keepsTheDeadlinesOfItsTransports() throws InterruptedException {
        BlockingQueue<String> states = new LinkedBlockingQueue<>();
        TransportListener listener = (state, nowNanos) ->
                states.add(state + " on " + Thread.currentThread().getName());
        loop.execute(() -> {
            Peer peer = Transports.peer(
                    1, loop.outbox(), loop.drops(), new PeerTimeouts(1, 20_000_000), listener, loop.nowNanos());
            loop.add(peer.transport(), peer.ufrag());
        });
        assertThat(states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("FAILED on test-loop");
    }

    @Test
    void answersAChecksSenderUntilTheTransportIsRemoved() throws IOException {
        CompletableFuture<Peer> added = new CompletableFuture<>();
        loop.execute(() -> {
            Peer peer = Transports.peer(
                    1, loop.outbox(), loop.drops(), Transports.PATIENT, Transports.DEAF, loop.nowNanos());
            loop.add(peer.transport(), peer.ufrag());
            added.complete(peer);
        });
        Peer peer = wait(added);
        try (DatagramSocket socket = new DatagramSocket(0, loopback)) {
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
            send(socket, peer.check());
            DatagramPacket answer = new DatagramPacket(new byte[500], 500);
            socket.receive(answer);
            assertThat(answer.getData()[0]).isEqualTo((byte) 1);
            CompletableFuture<Boolean> removed = new CompletableFuture<>();
            loop.execute(() -> {
                loop.remove(peer.transport());
                removed.complete(true);
            });
            wait(removed);
            send(socket, peer.check());
            CompletableFuture<Long> unknown = new CompletableFuture<>();
            awaitUnknownUfrag(unknown);
            assertThat(wait(unknown)).isEqualTo(1);
        }
    }

    /** Looks again each turn until the loop has seen the second check. */
    private void awaitUnknownUfrag(CompletableFuture<Long> seen) {
        loop.execute(() -> {
            long count = loop.drops().of(DropReason.UNKNOWN_UFRAG);
            if (count > 0) {
                seen.complete(count);
            } else if (!seen.isDone()) {
                awaitUnknownUfrag(seen);
            }
        });
    }

    private void send(DatagramSocket socket, byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, port.address()));
    }

    @Test
    void whatComesTogetherAndIsTooMuchForATurnDoesNotWaitForMore() throws IOException {
        CompletableFuture<Peer> added = new CompletableFuture<>();
        loop.execute(() -> {
            Peer peer = Transports.peer(
                    1, loop.outbox(), loop.drops(), Transports.PATIENT, Transports.DEAF, loop.nowNanos());
            loop.add(peer.transport(), peer.ufrag());
            added.complete(peer);
        });
        byte[] check = wait(added).check();
        Batch batch = new Batch(200);
        Endpoint to = Endpoint.of(port.address());
        for (int i = 0; i < 200; i++) {
            PacketBuffer datagram = new PacketBuffer();
            datagram.reset(check.length);
            if (i == 199) {
                System.arraycopy(check, 0, datagram.bytes, 0, check.length);
            }
            batch.add(datagram, to);
        }
        try (UdpPort sender = UdpPorts.choose(UdpAdapter.AUTO).bind(loopback, 0);
                Selector selector = Selector.open()) {
            sender.register(selector);
            sender.send(batch);
            assertThat(selector.select(A_TURN_WITHOUT_CAUSE_MILLIS))
                    .as("the check that came last is answered")
                    .isEqualTo(1);
        }
    }

    @Test
    void closesItsPorts() throws IOException {
        loop.close();
        // The port is free again.
        NioUdpPort.bind(loopback, port.address().getPort()).close();
    }
}
