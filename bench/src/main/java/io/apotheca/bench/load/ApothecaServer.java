// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server of this build as a child: its own folder, database, ports and account, all gone when it is closed. */
final class ApothecaServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(15);
    private static final String ACCOUNT = "bench";
    private static final Pattern PAUSE = Pattern.compile("Total: +([0-9]+) ns");

    private final Path folder;
    private final int port;
    private final int metricsPort;
    private final Apotheca.Credentials credentials;
    private volatile ServerProcess process;
    private int pausesRead;

    private ApothecaServer(
            Path folder, int port, int metricsPort, Apotheca.Credentials credentials, ServerProcess process) {
        this.folder = folder;
        this.port = port;
        this.metricsPort = metricsPort;
        this.credentials = credentials;
        this.process = process;
    }

    /** @param more configuration beside what the bench needs; empty for none */
    static ApothecaServer start(String more) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("apotheca-bench");
        int port = OwnProcess.freePort();
        int metricsPort = OwnProcess.freePort();
        Path config = Files.writeString(folder.resolve("apotheca.conf"), config(folder, port, metricsPort) + more);
        var credentials = new Apotheca.Credentials(ACCOUNT, password());
        addAccount(config, folder, credentials);
        ApothecaServer server = new ApothecaServer(folder, port, metricsPort, credentials, launch(folder));
        // However the bench ends, the server does not outlive it.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        try {
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private static ServerProcess launch(Path folder) throws IOException {
        List<String> serve = OwnProcess.command(
                folder, "serve", "--config", folder.resolve("apotheca.conf").toString());
        // All of the heap from the start, as the launcher gives it to a server.
        serve.addAll(
                1,
                serve.stream()
                        .filter(each -> each.startsWith("-Xmx"))
                        .flatMap(most -> Stream.of(most.replace("-Xmx", "-Xms"), "-XX:+AlwaysPreTouch"))
                        .toList());
        serve.add(1, "-Xlog:safepoint:file=" + folder.resolve("safepoints.log") + ":uptimenanos");
        Process started = new ProcessBuilder(serve)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
        return new ServerProcess(started.pid());
    }

    /** Without a word (SIGKILL), and waits until it is gone. */
    void kill() throws InterruptedException {
        process.kill();
    }

    void startAgain() throws IOException, InterruptedException {
        process = launch(folder);
        awaitReady();
    }

    private static String password() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Limits that one address with thousands of people needs; everything else as in production. */
    private static String config(Path folder, int port, int metricsPort) {
        return """
            http { port = %d, rate-limits { sign-ins-per-address = 1000000, links-per-address = 1000000 } }
            storage.url = "%s"
            consultations { capacity = 64, messages-per-second = 10000, message-burst = 100000 }
            metrics { port = %d, interval = 1 second }
            media {
              udp { first-port = 0, interfaces = [{ address = "127.0.0.1" }] }
              tcp { first-port = 0 }
              limits { participants-per-room = 64, participants = 100000 }
            }
            """.formatted(port, database(folder), metricsPort);
    }

    /** By the command that operators use. */
    private static void addAccount(Path config, Path folder, Apotheca.Credentials credentials)
            throws IOException, InterruptedException {
        Path words = folder.resolve("user.log");
        Process adding = new ProcessBuilder(OwnProcess.command(
                        folder, "user", "add", ACCOUNT, "--name", "Bench", "--config", config.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        try (Writer password = adding.outputWriter(StandardCharsets.UTF_8)) {
            password.write(credentials.password() + "\n");
        }
        if (!adding.waitFor(START.toSeconds(), TimeUnit.SECONDS) || adding.exitValue() != 0) {
            throw new IOException("the server's account cannot be made: " + lastLine(words));
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + START.toNanos();
        try (WebClient web = new WebClient(site())) {
            while (web.status("/api/health") != 200) {
                if (!process.alive() || System.nanoTime() > untilNanos) {
                    throw new IOException("the server did not start: " + lastLine(folder.resolve("server.log")));
                }
                Thread.sleep(50);
            }
        }
    }

    private static String lastLine(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    URI site() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI metrics() {
        return URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    }

    Apotheca.Credentials credentials() {
        return credentials;
    }

    String database() {
        return database(folder);
    }

    private static String database(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("data");
    }

    ServerProcess process() {
        return process;
    }

    /** What the runtime has written since the last call about stops of all its threads. */
    List<Long> pausesNanos() {
        List<Long> pauses = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(folder.resolve("safepoints.log"));
            for (String line : lines.subList(Math.min(pausesRead, lines.size()), lines.size())) {
                Matcher total = PAUSE.matcher(line);
                if (total.find()) {
                    pauses.add(Long.parseLong(total.group(1)));
                }
            }
            pausesRead = lines.size();
        } catch (IOException e) {
            // Not told.
        }
        return pauses;
    }

    /** Ends the process; what it had on the disk is there until this is closed. */
    void end() {
        try {
            process.end(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // The system empties its folder of temporary files some day.
        }
    }
}
