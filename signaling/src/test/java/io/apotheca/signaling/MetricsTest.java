// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.metrics.Exposition;
import io.apotheca.signaling.sdp.Offers;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ServerMessage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators read of a whole server with a media server of its own. */
final class MetricsTest {
    private static final Pattern UDP_PORT =
            Pattern.compile("a=candidate:\\S+ 1 udp \\d+ 127\\.0\\.0\\.1 (\\d+) typ host");

    private final TestServer server = TestServer.withMedia();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void peopleAreCountedByRoleAndStateAndNobodyIsNamed() {
        server.figuresWhere(figures -> figures.sum("apotheca_media_up") == 1);
        try (Visit visit = Visit.waiting(server)) {
            server.figuresWhere(
                    figures -> figures.sum("apotheca_participants", "role", "patient", "state", "waiting") == 1
                            && figures.sum("apotheca_consultations_open") == 0);
            visit.admit();
            for (TestSocket each : List.of(visit.visitor, visit.staff)) {
                each.say(new ClientMessage.Sources(true, true, false));
                each.say(Offers.full(Offers.text("chromium-offer-18")));
                each.next(ServerMessage.Answer.class);
            }
            Exposition figures =
                    server.figuresWhere(now -> now.sum("apotheca_media_transports", "state", "connecting") == 2
                            && now.sum("apotheca_participants", "state", "connecting") == 2);
            assertThat(figures.sum("apotheca_participants", "state", "waiting")).isZero();
            assertThat(figures.sum("apotheca_participants", "role", "pharmacist", "state", "connecting"))
                    .isEqualTo(1);
            assertThat(figures.sum("apotheca_consultations_open")).isEqualTo(1);
            assertThat(figures.sum("apotheca_media_rooms")).isEqualTo(1);
            assertThat(figures.sum("apotheca_media_handshakes_total")).isZero();
            assertThat(server.metrics("/metrics").body())
                    .doesNotContain(visit.participant)
                    .doesNotContain(visit.consultation())
                    .doesNotContainIgnoringCase("alex")
                    .doesNotContainIgnoringCase("dana")
                    .doesNotContain("127.0.0.1")
                    .doesNotContain("localhost");
            visit.staff.say(new ClientMessage.Leave());
            server.figuresWhere(now -> now.sum("apotheca_participants") == 0
                    && now.sum("apotheca_media_rooms") == 0
                    && now.sum("apotheca_consultations_open") == 0);
        }
    }

    @Test
    void datagramsAndDropsAreCounted() throws IOException {
        try (Visit visit = Visit.admitted(server)) {
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            Matcher port = UDP_PORT.matcher(
                    visit.visitor.next(ServerMessage.Answer.class).sdp());
            assertThat(port.find()).isTrue();
            Exposition before = server.figuresWhere(figures -> figures.sum("apotheca_media_up") == 1);
            assertThat(before.sum("apotheca_media_dropped_total", "reason", "unknown_source"))
                    .isZero();
            try (DatagramSocket stranger = new DatagramSocket()) {
                for (int i = 0; i < 3; i++) {
                    stranger.send(new DatagramPacket(
                            new byte[] {-128, 96, 0, 1},
                            4,
                            InetAddress.ofLiteral("127.0.0.1"),
                            Integer.parseInt(port.group(1))));
                }
            }
            Exposition after = server.figuresWhere(
                    figures -> figures.sum("apotheca_media_dropped_total", "reason", "unknown_source") == 3);
            assertThat(after.sum("apotheca_media_datagrams_total", "direction", "in", "protocol", "udp"))
                    .isEqualTo(3);
            assertThat(after.sum("apotheca_media_bytes_total", "direction", "in", "protocol", "udp"))
                    .isEqualTo(12);
            assertThat(after.sum("apotheca_media_datagrams_total", "direction", "out"))
                    .isZero();
        }
    }

    @Test
    void theRuntimeIsMeasured() {
        Exposition figures = server.figuresWhere(now -> now.names().contains("jvm_threads_live_threads"));
        assertThat(figures.sum("jvm_memory_used_bytes", "area", "heap")).isPositive();
        assertThat(figures.sum("process_uptime_seconds")).isPositive();
        assertThat(figures.samples()).hasSizeLessThan(600);
    }

    @Test
    void thePublicAddressHasNoneOfIt() {
        try (Browser browser = server.browser()) {
            assertThat(browser.get("/metrics").statusCode()).isEqualTo(404);
            assertThat(browser.get("/api/metrics").statusCode()).isEqualTo(404);
        }
        assertThat(server.metrics("/").statusCode()).isEqualTo(404);
        assertThat(server.metrics("/api/health").statusCode()).isEqualTo(404);
        assertThat(server.metrics("/metrics/more").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyReadingIsAnswered() {
        HttpResponse<String> text = server.metrics("/metrics");
        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        HttpResponse<String> head = server.metrics("/metrics", HttpRequest.Builder::HEAD);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        HttpResponse<String> deleted = server.metrics("/metrics", HttpRequest.Builder::DELETE);
        assertThat(deleted.statusCode()).isEqualTo(405);
        assertThat(deleted.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void itListensOnTheLoopbackUnlessToldOtherwise() throws Exception {
        assertThat(io.apotheca.signaling.config.SettingsReader.defaults()
                        .metrics()
                        .bind())
                .isEqualTo("127.0.0.1");
        try (TestServer without = new TestServer(Map.of("metrics.enabled", false))) {
            assertThat(without.servesFigures()).isFalse();
        }
        assertThat(server.servesFigures()).isTrue();
    }
}
