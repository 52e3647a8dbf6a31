// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ServerMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server takes from the network, and what it says to all browsers. */
final class WebBoundaryTest {
    private final TestServer server = new TestServer();
    private final Browser browser = server.browser();

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    @Test
    void servesThePageWithStrictHeaders() {
        for (String path : new String[] {"/", "/pharmacy", "/visit"}) {
            HttpResponse<String> page = browser.get(path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("test page");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .contains("connect-src 'self' ws://localhost:")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.headers().firstValue("Permissions-Policy").orElseThrow())
                    .contains("camera=(self)")
                    .contains("microphone=(self)");
            assertThat(page.headers().firstValue("Server")).isEmpty();
        }
        HttpResponse<String> asset = browser.get("/assets/app-1a2b.js");
        assertThat(asset.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(asset.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(browser.get("/api/health").body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void servesNothingElse() {
        for (String path : new String[] {
            "/assets/..%2f..%2fapotheca.conf",
            "/assets/%2e%2e%2fdb",
            "/assets/missing.js",
            "/apotheca.conf",
            "/api/none"
        }) {
            HttpResponse<String> response = browser.get(path);
            assertThat(response.statusCode()).as(path).isBetween(400, 404);
            assertThat(response.body()).as(path).doesNotContain("jdbc").doesNotContain("Exception");
        }
        assertThat(browser.get("/api/none").body())
                .isEqualTo("{\"code\":\"not-found\",\"message\":\"There is nothing at this address.\"}");
        assertThat(browser.delete("/api/health").statusCode()).isEqualTo(405);
    }

    @Test
    void changesNothingForOtherSites() {
        HttpRequest.Builder foreign = HttpRequest.newBuilder(URI.create(server.origin() + "/api/staff/session"))
                .header("Content-Type", "application/json")
                .header("Origin", "http://evil.example")
                .POST(BodyPublishers.ofString("{}"));
        assertThat(browser.send(foreign).body()).contains("wrong-origin");
        HttpRequest.Builder without = HttpRequest.newBuilder(URI.create(server.origin() + "/api/visit"))
                .DELETE();
        assertThat(browser.send(without).statusCode()).isEqualTo(403);
    }

    @Test
    void takesJsonOnlyAndNotTooMuch() {
        HttpResponse<String> form = browser.send(browser.request("/api/staff/session")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("account=dana")));
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(browser.post("/api/staff/session", "{\"account\":\"a\",\"account\":\"b\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post("/api/staff/session", "[1]").statusCode()).isEqualTo(400);
        assertThat(browser.post("/api/staff/session", "{\"account\":7,\"password\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post("/api/staff/session", "{\"account\":\"" + "a".repeat(20_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void opensWebSocketsForKnownBrowsersOnItsOwnPagesOnly() {
        assertThat(upgradeStatus(browser, "staff", server.origin())).isEqualTo(401);
        assertThat(upgradeStatus(browser, "visitor", server.origin())).isEqualTo(401);
        browser.signIn("dana");
        assertThat(upgradeStatus(browser, "visitor", server.origin())).isEqualTo(401);
        assertThat(upgradeStatus(browser, "nobody", server.origin())).isEqualTo(400);
        assertThat(upgradeStatus(browser, "staff", "http://evil.example")).isEqualTo(403);
        browser.socket("staff").next(ServerMessage.Welcome.class);
    }

    /** Each would cost memory for as long as the connection lasts, or longer. */
    @Test
    void agreesToNoCompressionAndBeginsNoSessionOfTheWebServers() throws IOException {
        browser.signIn("dana");
        int port = URI.create(server.origin()).getPort();
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
            raw.setSoTimeout(20_000);
            String request = """
                GET /ws?as=staff HTTP/1.1
                Host: localhost:%d
                Origin: %s
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Extensions: permessage-deflate
                Cookie: %s

                """.formatted(port, server.origin(), browser.cookieHeader());
            raw.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            List<String> answer = new BufferedReader(
                            new InputStreamReader(raw.getInputStream(), StandardCharsets.ISO_8859_1))
                    .lines()
                    .takeWhile(line -> !line.isEmpty())
                    .toList();
            assertThat(answer.getFirst()).startsWith("HTTP/1.1 101");
            assertThat(answer).noneMatch(line -> line.startsWith("Sec-WebSocket-Extensions"));
            assertThat(answer).noneMatch(line -> line.startsWith("Set-Cookie"));
        }
    }

    private int upgradeStatus(Browser from, String as, String origin) {
        try {
            from.connect(as, origin, new TestSocket()).get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
        return 101;
    }

    @Test
    void refusesDuplicateKeysAndGoesOn() {
        TestSocket socket = browser.signIn("dana").socket("staff");
        socket.sayRaw("{\"type\":\"ping\",\"type\":\"leave\"}");
        assertThat(socket.next(ServerMessage.Error.class).code()).isEqualTo("bad-json");
        socket.sayRaw("{\"type\":\"ping\",\"unknown\":1}").next(ServerMessage.Pong.class);
    }

    @Test
    void closesOnFramesThatAreTooLargeOrNotText() {
        TestSocket socket = browser.signIn("dana").socket("staff");
        socket.sayRaw("{\"type\":\"ping\",\"padding\":\"" + "x".repeat(256 * 1024) + "\"}");
        assertThat(socket.closeCode()).isEqualTo(1009);

        TestSocket binary = browser.socket("staff");
        Deadlines.get(binary.open().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true));
        assertThat(binary.closeCode()).isEqualTo(1008);
    }

    @Test
    void closesOnAFlood() {
        try (TestServer strict = new TestServer(
                        Map.of("consultations.message-burst", 5, "consultations.messages-per-second", 1));
                Browser noisy = strict.browser().signIn("dana")) {
            TestSocket socket = noisy.socket("staff");
            for (int i = 0; i < 6; i++) {
                socket.say(new ClientMessage.Ping());
            }
            socket.next(ServerMessage.Error.class, error -> error.code().equals("too-many-messages"));
            assertThat(socket.closeCode()).isEqualTo(1008);
        }
    }
}
