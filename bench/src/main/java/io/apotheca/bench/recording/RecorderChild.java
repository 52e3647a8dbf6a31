// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import io.apotheca.bench.load.OwnProcess;
import io.apotheca.bench.load.ServerProcess;
import io.apotheca.recorder.key.RecordsPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A recorder of this build as a process of its own, which can be killed and started again. Used by one thread. */
final class RecorderChild implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(40);

    private final Path folder;
    private final RecordsPublicKey key;
    private final ControlCertificate certificate;
    private final int port;
    private final int serverPort;
    private Process process;

    private RecorderChild(
            Path folder,
            RecordsPublicKey key,
            ControlCertificate certificate,
            int port,
            int serverPort,
            Process process) {
        this.folder = folder;
        this.key = key;
        this.certificate = certificate;
        this.port = port;
        this.serverPort = serverPort;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> this.process.destroyForcibly()));
    }

    /** @param folder for its configuration and its log */
    static RecorderChild start(Path folder, Path archives, RecordsPublicKey key, int sessions) throws IOException {
        ControlCertificate certificate = ControlCertificate.write(folder);
        int port = OwnProcess.freePort();
        int serverPort = OwnProcess.freePort();
        Files.writeString(folder.resolve("recorder.conf"), """
                recorder { keys = ["%s"], folder = "%s", limits { sessions = %d } }
                control { listen = "127.0.0.1:%d", media = "127.0.0.1:%d", %s }
                """.formatted(
                        key, archives, sessions, port, serverPort, certificate.keys()));
        return new RecorderChild(folder, key, certificate, port, serverPort, launch(folder));
    }

    private static Process launch(Path folder) throws IOException {
        List<String> command = OwnProcess.command(
                folder,
                "serve",
                "--role",
                "recorder",
                "--config",
                folder.resolve("recorder.conf").toString());
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("recorder.log").toFile()))
                .start();
    }

    /** What the server's configuration says of it. */
    String serverConfig() {
        return """
                recordings.policy = button
                recorder.keys = ["%s"]
                control { listen = "127.0.0.1:%d", recorder = "127.0.0.1:%d", %s }
                """.formatted(key, serverPort, port, certificate.keys());
    }

    ServerProcess process() {
        return new ServerProcess(process.pid());
    }

    /** Without a word (SIGKILL), and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException {
        process = launch(folder);
    }

    @Override
    public void close() {
        try {
            process().end(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
