// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.dtls.DtlsIdentity;
import io.apotheca.media.net.LocalAddress;
import io.apotheca.media.net.MediaLoops;
import io.apotheca.media.net.PortPlan;
import io.apotheca.media.net.TcpPlan;
import io.apotheca.media.net.UdpAdapter;
import io.apotheca.media.srtp.LibcryptoSrtp;
import io.apotheca.media.time.NtpClock;
import io.apotheca.media.transport.PeerTimeouts;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A media node of two loops on the loopback interface: rooms for two, three people in all. */
final class LoopbackNode implements AutoCloseable {
    private static final int PARTICIPANTS_PER_ROOM = 2;
    private static final int PARTICIPANTS = 3;
    private static final TcpPlan TCP = new TcpPlan(0, 10, 5_000_000_000L, 30_000_000_000L);
    private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(new SecureRandom());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MediaLoops loops;
    private final MediaControlService service;
    private final Server server;
    private final ManagedChannel channel;

    LoopbackNode() throws IOException {
        this("127.0.0.1");
    }

    /** On this loopback address. */
    LoopbackNode(String literal) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral(literal);
        List<LocalAddress> addresses = List.of(new LocalAddress(loopback, loopback));
        loops = MediaLoops.start(2, new PortPlan(addresses, 0, 0, UdpAdapter.AUTO, TCP, 0, 0));
        Node node = new Node(
                IDENTITY,
                new LibcryptoSrtp(),
                new NtpClock(System.nanoTime(), 0),
                new PeerTimeouts(
                        Duration.ofSeconds(5).toNanos(), Duration.ofSeconds(30).toNanos()),
                Duration.ofSeconds(10),
                PARTICIPANTS_PER_ROOM,
                PARTICIPANTS);
        service = new MediaControlService(node, loops);
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name)
                .executor(threads)
                .addService(service)
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).executor(threads).build();
    }

    Channel channel() {
        return channel;
    }

    /** The service itself, which works on its caller's thread. */
    MediaControlService service() {
        return service;
    }

    /** Keeps all loops busy until {@code end} is done. */
    void hold(CompletableFuture<Void> end) {
        loops.entries().forEach(entry -> entry.loop().execute(end::join));
    }

    /** How often anything was dropped for this reason. */
    long dropped(DropReason reason) {
        long sum = 0;
        for (MediaLoops.Entry entry : loops.entries()) {
            CompletableFuture<Long> count = new CompletableFuture<>();
            entry.loop().execute(() -> count.complete(entry.loop().drops().of(reason)));
            sum += count.orTimeout(30, TimeUnit.SECONDS).join();
        }
        return sum;
    }

    @Override
    public void close() {
        service.close();
        channel.shutdownNow();
        server.shutdownNow();
        loops.close();
        threads.shutdownNow();
    }
}
