// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A browser as far as the server can tell: it keeps cookies and says where its page is from. */
final class Browser implements AutoCloseable {
    private final TestServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Browser(TestServer server) {
        this.server = server;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.origin() + path))
                .timeout(Deadlines.LIMIT)
                .header("Origin", server.origin());
        return cookies.isEmpty() ? request : request.header("Cookie", cookieHeader());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Signs in as one of the test's staff. */
    Browser signIn(String account) {
        HttpResponse<String> response = post(
                "/api/staff/session", "{\"account\":\"" + account + "\",\"password\":\"" + TestServer.PASSWORD + "\"}");
        if (response.statusCode() != 200) {
            throw new AssertionError("sign-in: " + response.statusCode());
        }
        return this;
    }

    /** Uses a visit link; returns the participant. */
    String checkIn(String token) {
        HttpResponse<String> response = post("/api/visit", "{\"token\":\"" + token + "\"}");
        if (response.statusCode() != 200) {
            throw new AssertionError("check-in: " + response.statusCode() + " " + response.body());
        }
        return response.body().replaceAll(".*\"participant\":\"([^\"]+)\".*", "$1");
    }

    TestSocket socket(String as) {
        TestSocket listener = new TestSocket();
        listener.opened(Deadlines.get(connect(as, server.origin(), listener)));
        return listener;
    }

    CompletableFuture<WebSocket> connect(String as, String origin, TestSocket listener) {
        WebSocket.Builder builder = client.newWebSocketBuilder().header("Origin", origin);
        if (!cookies.isEmpty()) {
            builder.header("Cookie", cookieHeader());
        }
        String address = server.origin().replaceFirst("http", "ws") + "/ws?as=" + as;
        return builder.buildAsync(URI.create(address), listener);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
