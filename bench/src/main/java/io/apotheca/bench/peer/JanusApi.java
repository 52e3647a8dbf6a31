// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Janus' API over one WebSocket, which many sessions share. A request waits for its reply, told apart by a transaction;
 * what a plugin tells a handle later goes to the listener of that handle, on the WebSocket's thread. Any thread may ask,
 * virtual ones best.
 */
final class JanusApi implements AutoCloseable {
    private static final String PROTOCOL = "janus-protocol";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong transactions = new AtomicLong();
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<Long, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final WebSocket socket;

    private JanusApi(URI address) throws IOException {
        try {
            socket = client.newWebSocketBuilder()
                    .subprotocols(PROTOCOL)
                    .connectTimeout(LIMIT)
                    .buildAsync(address, new Reader())
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            client.shutdownNow();
            throw new IOException("nothing answers there", e);
        } catch (InterruptedException e) {
            client.shutdownNow();
            throw interrupted(e);
        }
    }

    static JanusApi connect(URI address) throws IOException {
        return new JanusApi(address);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** What comes for a handle from now on; the handle's listener must not wait. */
    void listen(long handle, Consumer<JsonNode> listener) {
        listeners.put(handle, listener);
    }

    void forget(long handle) {
        listeners.remove(handle);
    }

    /**
     * Sends a request and waits for its reply: an acknowledgement alone is none, the plugin's event of the same
     * transaction follows it.
     *
     * @throws IOException where Janus refuses, is gone, or takes longer than twenty seconds
     */
    JsonNode ask(ObjectNode request) throws IOException {
        String transaction = Long.toString(transactions.incrementAndGet());
        CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        waiting.put(transaction, reply);
        try {
            send(request.put("transaction", transaction));
            return accepted(reply.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Janus did not reply", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            waiting.remove(transaction);
        }
    }

    /** One message at a time: a WebSocket takes no second before the first is written. */
    private void send(ObjectNode message) throws InterruptedException, ExecutionException, TimeoutException {
        writing.lock();
        try {
            var _ = socket.sendText(message.toString(), true).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            writing.unlock();
        }
    }

    private static JsonNode accepted(JsonNode reply) throws IOException {
        JsonNode data = reply.path("plugindata").path("data");
        JsonNode error = reply.has("error") ? reply.path("error") : data.path("error_code");
        if (!error.isMissingNode()) {
            throw new IOException(
                    "Janus refused: " + error + " " + data.path("error").asText());
        }
        return reply;
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    private void take(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return;
        }
        if (message.path("janus").asText().equals("ack")) {
            return;
        }
        CompletableFuture<JsonNode> reply =
                waiting.remove(message.path("transaction").asText());
        if (reply != null) {
            reply.complete(message);
            return;
        }
        Consumer<JsonNode> listener = listeners.get(message.path("sender").asLong());
        if (listener != null) {
            listener.accept(message);
        }
    }

    private void fail(Throwable cause) {
        waiting.values().forEach(reply -> reply.completeExceptionally(cause));
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        fail(new IOException("closed"));
    }

    /** Puts the parts of a message together. */
    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            fail(new IOException("Janus closed the connection"));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable cause) {
            fail(cause);
        }
    }
}
