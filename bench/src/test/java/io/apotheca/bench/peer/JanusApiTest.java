// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API makes of a server's words; the server says what each test wants. */
class JanusApiTest {
    private Javalin server;
    private JanusApi api;
    private BiConsumer<WsContext, String> answers = (socket, transaction) -> {};

    @BeforeEach
    void start() throws IOException {
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.ws(
                    "/",
                    ws -> ws.onMessage(message -> answers.accept(
                            message, message.message().replaceAll(".*\"transaction\":\"([0-9]+)\".*", "$1"))));
        });
        server.start("127.0.0.1", 0);
        api = JanusApi.connect(URI.create("ws://127.0.0.1:" + server.port() + "/"));
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop();
    }

    private static void say(WsContext socket, String transaction, String kind, String more) {
        socket.send("{\"janus\":\"" + kind + "\",\"transaction\":\"" + transaction + "\"" + more + "}");
    }

    private JsonNode ask() throws IOException {
        return api.ask(JanusApi.object().put("janus", "create"));
    }

    @Test
    void anAcknowledgementIsNoReply() throws IOException {
        answers = (socket, transaction) -> {
            say(socket, transaction, "ack", "");
            say(socket, transaction, "event", ",\"sender\":3");
        };
        assertThat(ask().path("sender").asInt()).isEqualTo(3);
    }

    @Test
    void errorsAreRefusals() {
        answers = (socket, transaction) -> say(socket, transaction, "error", ",\"error\":{\"code\":458}");
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).hasMessageContaining("458");
        answers = (socket, transaction) -> say(
                socket, transaction, "event", ",\"plugindata\":{\"data\":{\"error_code\":428,\"error\":\"No feed\"}}");
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).hasMessageContaining("428", "No feed");
    }

    @Test
    void whatComesLaterGoesToItsHandle() throws Exception {
        CompletableFuture<JsonNode> heard = new CompletableFuture<>();
        CompletableFuture<JsonNode> strange = new CompletableFuture<>();
        api.listen(7, heard::complete);
        api.listen(8, strange::complete);
        answers = (socket, transaction) -> {
            socket.send("no JSON");
            socket.send("{\"janus\":\"webrtcup\",\"sender\":7}");
            say(socket, transaction, "success", "");
        };
        assertThat(ask().path("janus").asText()).isEqualTo("success");
        assertThat(heard.get(5, TimeUnit.SECONDS).path("janus").asText()).isEqualTo("webrtcup");
        assertThat(strange).isNotDone();
    }

    @Test
    void whoWaitsIsToldWhenJanusGoes() {
        answers = (socket, transaction) -> socket.closeSession();
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).hasMessageContaining("did not reply");
    }
}
