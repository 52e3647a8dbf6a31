// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import io.apotheca.bench.load.ServerProcess;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Janus of our own on this machine, with a configuration and a log in a folder that is deleted at the end. */
final class JanusServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(15);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path folder;
    private final InetAddress address;
    private final Process process;
    private final JanusApi api;

    private JanusServer(Path folder, InetAddress address, Process process, JanusApi api) {
        this.folder = folder;
        this.address = address;
        this.process = process;
        this.api = api;
    }

    /**
     * Returns when it answers.
     *
     * @param eventLoops threads that move media; 0 leaves Janus its default, one a connection
     * @throws IOException where it cannot be started; the message holds the last line it printed
     */
    static JanusServer start(JanusInstallation installed, int eventLoops) throws IOException, InterruptedException {
        InetAddress address = ownAddress();
        int port = freePort();
        Path folder = Files.createTempDirectory("janus");
        new JanusConfig(installed.modules(), address.getHostAddress(), port, eventLoops).write(folder);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        installed.program().toString(), "--disable-colors", "--configs-folder=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new JanusServer(folder, address, process, answering(process, port, log));
        } catch (IOException | InterruptedException e) {
            end(process);
            delete(folder);
            throw e;
        }
    }

    private static JanusApi answering(Process process, int port, Path log) throws IOException, InterruptedException {
        URI address = URI.create("ws://127.0.0.1:" + port + "/");
        long untilNanos = System.nanoTime() + START_LIMIT.toNanos();
        while (process.isAlive() && System.nanoTime() < untilNanos) {
            try {
                return JanusApi.connect(address);
            } catch (IOException e) {
                Thread.sleep(PAUSE);
            }
        }
        List<String> lines = Files.readAllLines(log);
        throw new IOException("Janus does not start: " + (lines.isEmpty() ? "it says nothing" : lines.getLast()));
    }

    /** Of this machine in its network: Janus offers no loopback address. What is sent there stays on the machine. */
    private static InetAddress ownAddress() throws IOException {
        try (Stream<InetAddress> all = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)) {
            return all.filter(each ->
                            each instanceof Inet4Address && !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                    .findFirst()
                    .orElseThrow(() -> new IOException("Janus needs an IPv4 address besides the loopback's."));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where its media is, and where clients of this machine reach it from. */
    InetAddress address() {
        return address;
    }

    JanusApi api() {
        return api;
    }

    ServerProcess process() {
        return new ServerProcess(process.pid());
    }

    @Override
    public void close() {
        api.close();
        end(process);
        delete(folder);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The system clears its folder of temporary files.
        }
    }
}
