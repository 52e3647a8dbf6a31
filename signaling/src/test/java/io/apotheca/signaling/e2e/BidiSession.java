// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A WebDriver BiDi session (W3C): commands and their results; events are not subscribed to. */
final class BidiSession implements WebSocket.Listener, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private BidiSession(URI address) {
        this.socket = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    static BidiSession open(int port) {
        var session = new BidiSession(URI.create("ws://127.0.0.1:" + port + "/session"));
        ObjectNode parameters = Json.object();
        parameters.putObject("capabilities");
        session.call("session.new", parameters);
        return session;
    }

    JsonNode call(String method, ObjectNode parameters) {
        int id = lastId.incrementAndGet();
        var result = new CompletableFuture<JsonNode>();
        pending.put(id, result);
        ObjectNode command = Json.object().put("id", id).put("method", method);
        command.set("params", parameters);
        socket.sendText(command.toString(), true).join();
        return result.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode message = Json.parse(partial.toString());
            partial.setLength(0);
            CompletableFuture<JsonNode> waiting =
                    pending.remove(message.path("id").asInt());
            if (waiting != null && message.path("type").asText().equals("success")) {
                waiting.complete(message.path("result"));
            } else if (waiting != null) {
                waiting.completeExceptionally(new AssertionError(message.toString()));
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
