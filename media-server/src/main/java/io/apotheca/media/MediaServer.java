// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.apotheca.media.control.MediaControlService;
import io.apotheca.media.control.Node;
import io.apotheca.media.control.Rehearsal;
import io.apotheca.media.dtls.DtlsIdentity;
import io.apotheca.media.net.Interfaces;
import io.apotheca.media.net.LocalAddress;
import io.apotheca.media.net.MediaLoops;
import io.apotheca.media.net.PortPlan;
import io.apotheca.media.net.TcpPlan;
import io.apotheca.media.net.UdpAdapterException;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.time.NtpClock;
import io.apotheca.media.transport.PeerTimeouts;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A media node in this process: loops, rooms, and the control service that reaches them. */
public final class MediaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final MediaLoops loops;
    private final Node node;
    private final MediaControlService service;
    private final ExecutorService threads;
    private final Server server;
    private final ManagedChannel channel;

    private MediaServer(MediaLoops loops, Node node) throws IOException {
        this.loops = loops;
        this.node = node;
        this.service = new MediaControlService(node, loops);
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        String name = "media-" + UUID.randomUUID();
        this.server = InProcessServerBuilder.forName(name)
                .executor(threads)
                .addService(service)
                .build()
                .start();
        this.channel = InProcessChannelBuilder.forName(name).executor(threads).build();
    }

    /** Starts a node as the media section of the configuration says. */
    public static MediaServer start(Config section) throws MediaStartException {
        MediaConfig config = read(section);
        SrtpChoice srtp = SrtpChoice.of(config.srtp());
        MediaLoops loops = startLoops(config);
        try {
            MediaServer server = new MediaServer(loops, node(config, srtp.suite()));
            LOG.info("Media on {} loops, {} addresses each", loops.entries().size(), addressCount(loops));
            LOG.info("SRTP by {}", srtp.words());
            if (config.debug().loss() > 0) {
                LOG.warn(
                        "Losing {} % of all datagrams on purpose",
                        config.debug().loss() * 100);
            }
            return server;
        } catch (IOException e) {
            loops.close();
            throw new MediaStartException("The media server's control service did not start; try again.", e);
        }
    }

    private static int addressCount(MediaLoops loops) {
        return loops.entries().getFirst().addresses().size();
    }

    private static MediaConfig read(Config section) throws MediaStartException {
        try {
            return MediaConfig.from(section);
        } catch (ConfigException e) {
            throw new MediaStartException(
                    "The media section of the configuration cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new MediaStartException("Configuration: " + e.getMessage(), e);
        }
    }

    private static MediaLoops startLoops(MediaConfig config) throws MediaStartException {
        int count = config.loops() == 0 ? Runtime.getRuntime().availableProcessors() : config.loops();
        PortPlan plan = new PortPlan(
                addresses(config.udp()),
                config.udp().firstPort(),
                config.udp().announcedPort(),
                config.udp().adapter(),
                tcpPlan(config.tcp()),
                config.debug().loss(),
                config.debug().seed());
        try {
            return MediaLoops.start(count, plan);
        } catch (UdpAdapterException e) {
            throw new MediaStartException(
                    "media.udp.adapter = linux does not work here: " + e.getMessage() + ". Set it to auto or portable.",
                    e);
        } catch (BindException e) {
            throw new MediaStartException(
                    e.getMessage() + " cannot be used: it is taken, or the address is not this machine's."
                            + " Set media.udp.first-port, media.tcp.first-port and media.udp.interfaces to others.",
                    e);
        } catch (IOException e) {
            throw new MediaStartException("The media sockets cannot be opened.", e);
        }
    }

    private static @Nullable TcpPlan tcpPlan(MediaConfig.Tcp tcp) {
        return tcp.enabled()
                ? new TcpPlan(
                        tcp.firstPort(),
                        tcp.connections(),
                        tcp.firstCheck().toNanos(),
                        tcp.idle().toNanos())
                : null;
    }

    private static List<LocalAddress> addresses(MediaConfig.Udp udp) throws MediaStartException {
        try {
            if (udp.interfaces().isEmpty()) {
                return Interfaces.all(udp.loopback());
            }
            List<LocalAddress> chosen = new ArrayList<>();
            for (MediaConfig.Interface each : udp.interfaces()) {
                chosen.add(new LocalAddress(
                        InetAddress.ofLiteral(each.address()), InetAddress.ofLiteral(each.announced())));
            }
            return chosen;
        } catch (IllegalArgumentException e) {
            throw new MediaStartException(
                    "Configuration: media.udp.interfaces holds something that is no IPv4 or IPv6 address.", e);
        } catch (IOException e) {
            throw new MediaStartException(
                    "This machine's network interfaces cannot be listed; name them in media.udp.interfaces.", e);
        }
    }

    private static Node node(MediaConfig config, SrtpSuite suite) {
        Instant now = Instant.now();
        NtpClock clock = new NtpClock(System.nanoTime(), now.getEpochSecond() * NANOS_PER_SECOND + now.getNano());
        return new Node(
                DtlsIdentity.generate(new SecureRandom()),
                suite,
                clock,
                new PeerTimeouts(
                        config.timeouts().interrupted().toNanos(),
                        config.timeouts().failed().toNanos()),
                config.timeouts().handshake(),
                config.limits().participantsPerRoom(),
                config.limits().participants());
    }

    /** Has the first call find a warm runtime; takes a second or two of one core, on a thread that ends by itself. */
    public void rehearse() {
        Thread.ofPlatform().daemon().name("rehearsal").start(() -> Rehearsal.run(node));
    }

    /** A channel to the control service, for use in this process. */
    public Channel channel() {
        return channel;
    }

    /** The control service, for a server of other processes. */
    public BindableService service() {
        return service;
    }

    /** Ends every call and closes the sockets. */
    @Override
    public void close() {
        service.close();
        channel.shutdownNow();
        server.shutdownNow();
        loops.close();
        threads.shutdownNow();
    }
}
