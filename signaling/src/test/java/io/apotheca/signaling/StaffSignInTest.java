// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ServerMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in, staying signed in and being signed out. */
final class StaffSignInTest {
    private static String credentials(String account, String password) {
        return "{\"account\":\"" + account + "\",\"password\":\"" + password + "\"}";
    }

    @Test
    void signsInAndOut() {
        try (TestServer server = new TestServer();
                Browser browser = server.browser()) {
            assertThat(browser.get("/api/staff/session").statusCode()).isEqualTo(401);
            HttpResponse<String> response =
                    browser.post("/api/staff/session", credentials("Dana", TestServer.PASSWORD));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"name\":\"Dana Pharmacist\"").contains("\"account\":\"dana\"");
            assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("apotheca_staff=")
                    .contains("; HttpOnly; SameSite=Strict")
                    .contains("Path=/");
            TestSocket socket = browser.socket("staff");
            socket.next(ServerMessage.Queue.class);
            String cookie = browser.cookieHeader();
            assertThat(browser.delete("/api/staff/session").statusCode()).isEqualTo(204);
            assertThat(socket.closeCode()).isEqualTo(4401);
            assertThat(server.query("select token_hash from staff_session")).noneMatch(cookie::contains);
            HttpResponse<String> stale =
                    browser.send(browser.request("/api/staff/session").header("Cookie", cookie));
            assertThat(stale.statusCode()).isEqualTo(401);
            assertThat(server.audit()).containsExactly("SIGN_IN:password", "SIGN_OUT");
        }
    }

    @Test
    void doesNotTellWhichAccountsExist() {
        try (TestServer server = new TestServer();
                Browser browser = server.browser()) {
            HttpResponse<String> wrong = browser.post("/api/staff/session", credentials("dana", "wrong"));
            HttpResponse<String> unknown = browser.post("/api/staff/session", credentials("nobody", "wrong"));
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).isEqualTo(unknown.body()).contains("wrong-credentials");
            assertThat(server.audit()).containsExactly("SIGN_IN_FAILED:password", "SIGN_IN_FAILED:password");
            assertThat(server.query("select coalesce(actor_id, 'none') from audit_entry order by id"))
                    .element(1)
                    .isEqualTo("none");
        }
    }

    @Test
    void slowsDownGuessing() {
        try (TestServer server = new TestServer(Map.of("http.rate-limits.failed-sign-ins", 2));
                Browser browser = server.browser()) {
            browser.post("/api/staff/session", credentials("dana", "wrong"));
            browser.post("/api/staff/session", credentials("dana", "wrong"));
            assertThat(browser.post("/api/staff/session", credentials("dana", TestServer.PASSWORD))
                            .statusCode())
                    .isEqualTo(429);
            assertThat(browser.post("/api/staff/session", credentials("robin", TestServer.PASSWORD))
                            .statusCode())
                    .isEqualTo(200);
            server.clock.forward(Duration.ofMinutes(5));
            assertThat(browser.post("/api/staff/session", credentials("dana", TestServer.PASSWORD))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void sessionsEndWhenIdle() {
        try (TestServer server = new TestServer();
                Browser browser = server.browser().signIn("dana")) {
            TestSocket socket = browser.socket("staff");
            socket.next(ServerMessage.Queue.class);
            server.clock.forward(Duration.ofMinutes(15));
            assertThat(browser.get("/api/staff/session").statusCode()).isEqualTo(401);
            socket.say(new ClientMessage.Admit("somebody"));
            assertThat(socket.next(ServerMessage.Error.class).code()).isEqualTo("session-over");
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void useKeepsASessionAliveButNotForEver() {
        try (TestServer server = new TestServer();
                Browser browser = server.browser().signIn("dana")) {
            for (int quarters = 0; quarters < 4 * 12 - 1; quarters++) {
                server.clock.forward(Duration.ofMinutes(14));
                assertThat(browser.post("/api/staff/invitations", "{}").statusCode())
                        .isEqualTo(201);
            }
            server.clock.forward(Duration.ofMinutes(14));
            server.clock.forward(Duration.ofHours(2));
            assertThat(browser.post("/api/staff/invitations", "{}").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aCallKeepsASessionAlive() {
        try (TestServer server = new TestServer();
                Visit visit = Visit.admitted(server)) {
            server.clock.forward(Duration.ofMinutes(40));
            visit.staff.say(new ClientMessage.Remove(visit.participant));
            visit.visitor.next(ServerMessage.Removed.class);
        }
    }

    @Test
    void theDemoLinkSignsIn() {
        try (TestServer server = new TestServer();
                Browser browser = server.browser()) {
            assertThat(browser.post("/api/staff/demo-session", "{\"key\":\"guess\"}")
                            .statusCode())
                    .isEqualTo(401);
            String key = server.demo.key().secret();
            assertThat(browser.post("/api/staff/demo-session", "{\"key\":\"" + key + "\"}")
                            .body())
                    .contains("Dana Pharmacist");
            assertThat(server.audit()).containsExactly("SIGN_IN_FAILED:demo-link", "SIGN_IN:demo-link");
        }
    }
}
