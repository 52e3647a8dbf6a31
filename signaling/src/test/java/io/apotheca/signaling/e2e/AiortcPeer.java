// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** aiortc (a WebRTC stack in Python) in a process of its own, spoken to by JSON lines on its standard streams. */
final class AiortcPeer implements ForeignPeer {
    private final Path script;
    private final Process process;
    private final BufferedReader replies;
    private final Writer commands;

    AiortcPeer(Person person) {
        try (InputStream source = Objects.requireNonNull(AiortcPeer.class.getResourceAsStream("aiortc_peer.py"))) {
            script = Files.createTempFile("aiortc-peer", ".py");
            Files.write(script, source.readAllBytes());
            process = new ProcessBuilder(
                            "/usr/bin/python3",
                            script.toString(),
                            person.toJson().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            replies = process.inputReader(StandardCharsets.UTF_8);
            commands = process.outputWriter(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("python3 with aiortc is missing: run .ci/install-test-tools", e);
        }
    }

    private JsonNode ask(ObjectNode command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String reply = replies.readLine();
            if (reply == null) {
                throw new AssertionError("aiortc ended; is python3-aiortc there? Run .ci/install-test-tools");
            }
            return Json.parse(reply);
        } catch (IOException e) {
            throw new AssertionError("aiortc ended; is python3-aiortc there? Run .ci/install-test-tools", e);
        }
    }

    @Override
    public String offer() {
        return ask(Json.object().put("do", "offer")).path("sdp").asText();
    }

    @Override
    public void answer(String sdp) {
        ask(Json.object().put("do", "answer").put("sdp", sdp));
    }

    @Override
    public Report report() {
        return Json.read(ask(Json.object().put("do", "report")), Report.class);
    }

    @Override
    public void close() {
        ask(Json.object().put("do", "close"));
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        script.toFile().deleteOnExit();
    }
}
