// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One person's HTTP session and WebSocket, spoken by hand: what a client that is not ours would send. */
final class SignalingClient implements WebSocket.Listener, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A response: its status and its body, null JSON where there is none. */
    record Reply(int status, JsonNode body) {}

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(LIMIT)
            .build();
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    /** A client of the server at whose {@code scheme://host:port} this link points. */
    SignalingClient(String link) {
        URI address = URI.create(link);
        this.base = URI.create(address.getScheme() + "://" + address.getAuthority());
    }

    /** Checks in with a patient's link and waits in the waiting room. */
    static SignalingClient checkIn(String link, String name) {
        var client = new SignalingClient(link);
        String token = URI.create(link).getFragment();
        Reply reply = client.post(
                "/api/visit",
                Json.object().put("token", token).put("name", name).toString());
        if (reply.status() != 200) {
            throw new AssertionError("check-in: " + reply);
        }
        client.connect("visitor");
        client.await("waiting");
        return client;
    }

    /** Signs in with the pharmacist's demo link. */
    static SignalingClient pharmacist(String link) {
        var client = new SignalingClient(link);
        String key = URI.create(link).getFragment().replaceFirst("^demo=", "");
        Reply reply = client.post(
                "/api/staff/demo-session", Json.object().put("key", key).toString());
        if (reply.status() != 200) {
            throw new AssertionError("sign-in: " + reply);
        }
        client.connect("staff");
        client.await("queue");
        return client;
    }

    Reply post(String path, String body) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.header("Origin", base.toString()).timeout(LIMIT).build(),
                    HttpResponse.BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Reply(response.statusCode(), Json.parse(json ? response.body() : "null"));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void connect(String as) {
        URI address = URI.create("ws://" + base.getAuthority() + "/ws?as=" + as);
        socket = http.newWebSocketBuilder()
                .header("Origin", base.toString())
                .buildAsync(address, this)
                .join();
    }

    /** Connects again after the server has closed. */
    void reconnect(String as) {
        closed = new CompletableFuture<>();
        connect(as);
    }

    void send(ObjectNode message) {
        sendText(message.toString());
    }

    void sendText(String text) {
        if (socket == null) {
            throw new AssertionError("not connected");
        }
        socket.sendText(text, true).join();
    }

    /** Whether the server ends the connection over this message, while it is being sent or after. */
    boolean isCutOffBy(String text) {
        try {
            sendText(text);
            return awaitClose() != 0;
        } catch (CompletionException e) {
            return e.getCause() instanceof IOException;
        }
    }

    /** Sends an offer of one microphone, one camera and one slot pair, in that order, and waits for the answer's SDP. */
    String exchange(String offer) {
        List<String> mids = offer.lines()
                .filter(line -> line.startsWith("a=mid:"))
                .map(line -> line.substring(6).strip())
                .toList();
        ObjectNode message = Json.object().put("type", "offer").put("sdp", offer);
        message.putObject("sources").put(mids.get(0), "microphone").put(mids.get(1), "camera");
        message.putArray("slots").addObject().put("audio", mids.get(2)).put("video", mids.get(3));
        send(message);
        return await("answer").path("sdp").asText();
    }

    /** Tells that microphone and camera are on. */
    void switchOn() {
        send(Json.object()
                .put("type", "sources")
                .put("microphone", true)
                .put("camera", true)
                .put("screen", false));
    }

    /** The next message of a type, which is taken away. */
    JsonNode await(String type) {
        return Await.value("a message \"" + type + "\" among " + types(), LIMIT, () -> take(type));
    }

    private Optional<JsonNode> take(String type) {
        Optional<JsonNode> found = received.stream()
                .filter(message -> message.path("type").asText().equals(type))
                .findFirst();
        found.ifPresent(received::remove);
        return found;
    }

    List<String> types() {
        return received.stream().map(message -> message.path("type").asText()).toList();
    }

    /** The code with which the server closed the WebSocket. */
    int awaitClose() {
        return closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(Json.parse(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
        http.shutdownNow();
    }
}
