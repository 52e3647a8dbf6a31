// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.relay.UdpRelay;
import io.apotheca.signaling.ExitCode;
import io.apotheca.signaling.StartException;
import io.apotheca.signaling.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A bad link for real datagrams, until Ctrl-C. */
@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Relays UDP between clients and a server by a link as bad as you ask for.")
final class LinkCommand implements Callable<Integer> {
    private static final long SECOND = 1_000_000_000;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            required = true,
            converter = Units.Endpoint.class,
            description = "Where clients send to; the server announces this port (media.udp.announced-port).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private InetSocketAddress listen;

    @Option(
            names = "--to",
            paramLabel = "HOST:PORT",
            required = true,
            converter = Units.Endpoint.class,
            description = "The server's own port (media.udp.first-port).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private InetSocketAddress to;

    @Mixin
    private final LinkOptions options = new LinkOptions();

    @Option(names = "--shared", description = "All clients share one link; otherwise each has its own.")
    private boolean shared;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Units.Time.class,
            description = "End after this time; otherwise Ctrl-C ends it.")
    private @Nullable Long durationNanos;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        UdpRelay.Plan plan = plan();
        try (UdpRelay relay = UdpRelay.start(plan)) {
            announce(relay);
            untilStopped(relay);
            return 0;
        } catch (BindException e) {
            throw new StartException(
                    ExitCode.PORT,
                    "UDP port " + listen.getPort() + " cannot be used: it is taken, or the address is not this"
                            + " machine's. Choose another with --listen.");
        } catch (IOException e) {
            throw new StartException(ExitCode.MEDIA, "The relay's sockets cannot be opened.");
        }
    }

    private UdpRelay.Plan plan() {
        if (to.getPort() == 0) {
            throw new ParameterException(spec.commandLine(), "--to needs a port.");
        }
        try {
            return new UdpRelay.Plan(listen, to, options.settings(), shared);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private void announce(UdpRelay relay) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "Relaying UDP port " + relay.address().getPort() + " to port " + to.getPort() + ". Ctrl-C ends it.");
        out.flush();
    }

    private void untilStopped(UdpRelay relay) {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().name("shutdown").unstarted(() -> {
            stopped.countDown();
            await(finished, Long.MAX_VALUE);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (StatusLine line = new StatusLine(spec.commandLine().getOut(), Terminal.interactive())) {
            watch(relay, line, stopped);
        } finally {
            finished.countDown();
        }
        if (stopped.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void watch(UdpRelay relay, StatusLine line, CountDownLatch stopped) {
        long begin = System.nanoTime();
        long shown = begin;
        boolean ended = false;
        while (!ended) {
            long left = durationNanos == null ? Long.MAX_VALUE : durationNanos - (shown - begin);
            ended = await(stopped, Math.min(SECOND, left)) || left <= SECOND;
            long now = System.nanoTime();
            line.show(relay.status(), now - shown);
            shown = now;
        }
    }

    private static boolean await(CountDownLatch latch, long nanos) {
        try {
            return latch.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
