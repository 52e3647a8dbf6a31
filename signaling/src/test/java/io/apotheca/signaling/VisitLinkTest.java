// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Visit links: powerless to look at, good for one check-in. */
final class VisitLinkTest {
    private static String body(String token) {
        return "{\"token\":\"" + token + "\"}";
    }

    @Test
    void staffMakeLinksThatVisitorsUseOnce() {
        try (TestServer server = new TestServer();
                Browser staff = server.browser().signIn("dana");
                Browser visitor = server.browser();
                Browser late = server.browser()) {
            String created = staff.post("/api/staff/invitations", "{\"name\":\"  Alex Example \"}")
                    .body();
            assertThat(created).contains("\"link\":\"" + server.origin() + "/visit#");
            String token = created.replaceAll(".*/visit#([^\"]+)\".*", "$1");

            assertThat(visitor.post("/api/visit/look", body(token)).body())
                    .isEqualTo("{\"name\":\"Alex Example\",\"pharmacy\":\"Your pharmacy\",\"state\":\"open\"}");
            assertThat(visitor.post("/api/visit/look", body(token)).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> done = visitor.post("/api/visit", body(token));
            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(done.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("apotheca_visit=")
                    .contains("HttpOnly; SameSite=Strict");
            assertThat(visitor.get("/api/visit").body())
                    .contains("\"state\":\"waiting\"")
                    .contains("Alex Example");

            HttpResponse<String> again = late.post("/api/visit", body(token));
            assertThat(again.statusCode()).isEqualTo(410);
            assertThat(again.body()).contains("link-used");
            assertThat(late.post("/api/visit/look", body(token)).body()).contains("link-used");
            assertThat(server.query("select token_hash from visit_link union all select token_hash from visit_session"))
                    .hasSize(2)
                    .noneMatch(token::contains);
            assertThat(server.audit()).containsExactly("SIGN_IN:password", "LINK_CREATED", "LINK_USED", "CHECK_IN");
        }
    }

    @Test
    void somebodyMustSayWhoComes() {
        try (TestServer server = new TestServer();
                Browser staff = server.browser().signIn("dana");
                Browser visitor = server.browser()) {
            String token = staff.post("/api/staff/invitations", "{}").body().replaceAll(".*/visit#([^\"]+)\".*", "$1");
            assertThat(visitor.post("/api/visit", body(token)).body()).contains("name-missing");
            assertThat(visitor.post("/api/visit", "{\"token\":\"" + token + "\",\"name\":\"A\\u0000B\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(visitor.post("/api/visit", "{\"token\":\"" + token + "\",\"name\":\"Sam\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void linksNeedStaffAndAConsultationThatExists() {
        try (TestServer server = new TestServer();
                Browser staff = server.browser().signIn("dana");
                Browser stranger = server.browser()) {
            assertThat(stranger.post("/api/staff/invitations", "{}").statusCode())
                    .isEqualTo(401);
            assertThat(staff.post("/api/staff/invitations", "{\"consultation\":\"none\"}")
                            .body())
                    .contains("unknown-consultation");
        }
    }

    @Test
    void aRoleIsForAnInvitationIntoAConsultation() {
        try (TestServer server = new TestServer();
                Browser staff = server.browser().signIn("dana")) {
            String made = staff.post("/api/staff/invitations", "{}").body();
            String consultation = made.replaceAll(".*\"consultation\":\"([^\"]+)\".*", "$1");
            assertThat(invite(staff, consultation, "interpreter")).isEqualTo(201);
            assertThat(invite(staff, consultation, "guest")).isEqualTo(201);
            assertThat(invite(staff, consultation, "pharmacist")).isEqualTo(400);
            assertThat(invite(staff, "none", "interpreter")).isEqualTo(404);
            assertThat(staff.post("/api/staff/invitations", "{\"role\":\"interpreter\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(server.query("select role from visit_link order by role"))
                    .containsExactly("GUEST", "INTERPRETER", "PATIENT");
        }
    }

    private static int invite(Browser staff, String consultation, String role) {
        String body = "{\"consultation\":\"" + consultation + "\",\"role\":\"" + role + "\"}";
        return staff.post("/api/staff/invitations", body).statusCode();
    }

    @Test
    void guessingIsSlowedDown() {
        try (TestServer server = new TestServer(Map.of("http.rate-limits.links-per-address", 3));
                Browser browser = server.browser()) {
            for (int guess = 0; guess < 3; guess++) {
                browser.post("/api/visit/look", body("guess" + guess));
            }
            assertThat(browser.post("/api/visit/look", body("guess")).statusCode())
                    .isEqualTo(429);
            assertThat(browser.post("/api/visit", body("guess")).body()).contains("too-many-attempts");
        }
    }

    @Test
    void behindATrustedProxyEachClientIsCountedForItself() {
        try (TestServer server = new TestServer(Map.of(
                        "http.rate-limits.links-per-address",
                        1,
                        "http.trusted-proxies",
                        List.of("127.0.0.0/8", "::1")));
                Browser browser = server.browser()) {
            assertThat(guess(browser, "203.0.113.7")).isEqualTo(410);
            assertThat(guess(browser, "203.0.113.8")).isEqualTo(410);
            assertThat(guess(browser, "203.0.113.7")).isEqualTo(429);
            assertThat(guess(browser, "198.51.100.1, 203.0.113.7")).isEqualTo(429);
        }
    }

    private static int guess(Browser browser, String forwardedFor) {
        return browser.send(browser.request("/api/visit/look")
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", forwardedFor)
                        .POST(HttpRequest.BodyPublishers.ofString(body("guess"))))
                .statusCode();
    }

    @Test
    void aVisitorsSessionEnds() {
        try (TestServer server = new TestServer();
                Visit visit = Visit.waiting(server)) {
            server.clock.forward(Duration.ofHours(12));
            assertThat(visit.visitorBrowser.get("/api/visit").statusCode()).isEqualTo(401);
        }
    }
}
