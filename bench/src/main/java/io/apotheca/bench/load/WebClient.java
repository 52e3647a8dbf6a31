// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** HTTP and WebSockets to Apotheca, as a browser on its own pages would speak them; many people share it. */
final class WebClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String origin;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /** A reply's JSON, and the session's cookie where one was set, else empty. */
    record Reply(int status, JsonNode body, String cookie) {}

    /** Speaks to the server at this address, such as {@code https://visits.example.org}. */
    WebClient(URI base) {
        this.base = base;
        this.origin = base.getScheme() + "://" + base.getAuthority();
    }

    /** Posts JSON. A reply that is no success is one, too, unless nothing came at all. */
    Reply post(String path, Map<String, String> body, String cookie) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LIMIT)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        String set = response.headers().firstValue("Set-Cookie").orElse("");
        JsonNode json = response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
        return new Reply(response.statusCode(), json, set.replaceAll(";.*", ""));
    }

    /** Posts, and fails with the server's code where it does not agree. */
    Reply ask(String path, Map<String, String> body, String cookie) throws IOException, InterruptedException {
        Reply reply = post(path, body, cookie);
        if (reply.status() / 100 != 2) {
            throw new IOException("the server answered " + path + " by " + reply.status() + " "
                    + reply.body().path("code").asText());
        }
        return reply;
    }

    /** The status of a GET, 0 where nobody answers. */
    int status(String path) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What a GET of any address brings. */
    String text(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).timeout(LIMIT).build(), BodyHandlers.ofString())
                .body();
    }

    Conversation connect(String as, String cookie) throws IOException {
        URI address = URI.create(origin.replaceFirst("^http", "ws") + "/ws?as=" + as);
        Conversation conversation = new Conversation();
        try {
            WebSocket socket = http.newWebSocketBuilder()
                    .connectTimeout(LIMIT)
                    .header("Origin", origin)
                    .header("Cookie", cookie)
                    .buildAsync(address, conversation)
                    .join();
            return conversation.begin(socket);
        } catch (CompletionException e) {
            throw new IOException("the server refused a WebSocket", e.getCause());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
