// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.apotheca.media.control.v1.Limit;
import io.apotheca.media.control.v1.ParticipantQuality;
import io.apotheca.media.control.v1.Path;
import io.apotheca.media.control.v1.PathProtocol;
import io.apotheca.media.control.v1.Picture;
import io.apotheca.media.control.v1.QualityRequest;
import io.apotheca.media.control.v1.QualityResponse;
import io.apotheca.media.control.v1.Shortfall;
import io.apotheca.media.control.v1.Source;
import io.apotheca.media.control.v1.TransportState;
import io.apotheca.media.control.v1.Wish;
import io.grpc.Status;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How staff see everybody's connection. */
final class QualityApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String address(String consultation) {
        return "/api/staff/consultations/" + consultation + "/quality";
    }

    @Test
    void isForStaffOnly() {
        try (Visit visit = Visit.admitted(server);
                Browser nobody = server.browser()) {
            HttpResponse<String> refused = nobody.get(address(visit.consultation()));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("not-signed-in");
            assertThat(visit.visitorBrowser.get(address(visit.consultation())).statusCode())
                    .isEqualTo(401);
            assertThat(server.media().asked(QualityRequest.class)).isFalse();
            assertThat(visit.staffBrowser.get(address(visit.consultation())).statusCode())
                    .isEqualTo(200);
            assertThat(server.media().next(QualityRequest.class).getRoomId()).isEqualTo(visit.consultation());
        }
    }

    @Test
    void doesNotKeepASessionAlive() {
        try (Visit visit = Visit.admitted(server);
                Browser colleague = server.browser().signIn("robin")) {
            for (int minutes = 0; minutes < 12; minutes += 4) {
                assertThat(colleague.get(address(visit.consultation())).statusCode())
                        .isEqualTo(200);
                server.clock.forward(java.time.Duration.ofMinutes(4));
            }
            server.clock.forward(java.time.Duration.ofMinutes(4));
            assertThat(colleague.get(address(visit.consultation())).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void anUnknownConsultationIsTold() {
        try (Browser staff = server.browser().signIn("dana")) {
            for (String unknown : new String[] {"none", "a".repeat(2_000), "%00", "'--"}) {
                HttpResponse<String> response = staff.get(address(unknown));
                assertThat(response.statusCode()).as(unknown).isIn(400, 404);
            }
            assertThat(staff.get(address("none")).body())
                    .isEqualTo("{\"code\":\"unknown-consultation\",\"message\":\"There is no such consultation.\"}");
            assertThat(server.media().asked(QualityRequest.class)).isFalse();
        }
    }

    @Test
    void aConsultationWithoutMediaHasNobody() {
        try (Visit visit = Visit.waiting(server)) {
            server.media().refuseQuality(Status.NOT_FOUND);
            HttpResponse<String> response = visit.staffBrowser.get(address(visit.consultation()));
            assertThat(response.body())
                    .isEqualTo("{\"consultation\":\"" + visit.consultation() + "\",\"participants\":[]}");
            server.media().refuseQuality(Status.INTERNAL.withDescription("192.0.2.7"));
            response = visit.staffBrowser.get(address(visit.consultation()));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("media-unavailable").doesNotContain("192.0.2.7");
        }
    }

    @Test
    void theAnswerIsAsItsGoldenFile() throws IOException {
        try (Visit visit = Visit.admitted(server)) {
            server.media()
                    .tell(QualityResponse.newBuilder()
                            .addParticipants(pharmacist())
                            .addParticipants(ParticipantQuality.newBuilder()
                                    .setParticipantId("p-patient")
                                    .setPath(Path.newBuilder().setState(TransportState.TRANSPORT_STATE_CONNECTING)))
                            .build());
            HttpResponse<String> response = visit.staffBrowser.get(address(visit.consultation()));
            assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
            String golden = Files.readString(java.nio.file.Path.of("src/test/resources/golden/api/quality.json"))
                    .replace("mZ0q3nF8QkK1x2YwB7u5Rg", visit.consultation());
            assertThat(JSON.readTree(response.body())).isEqualTo(JSON.readTree(golden));
        }
    }

    private static ParticipantQuality pharmacist() {
        return ParticipantQuality.newBuilder()
                .setParticipantId("p-pharmacist")
                .setPath(Path.newBuilder()
                        .setState(TransportState.TRANSPORT_STATE_CONNECTED)
                        .setProtocol(PathProtocol.PATH_PROTOCOL_UDP)
                        .setIpv6(true)
                        .setRoundTripMicros(48_512)
                        .setLossUp(0.0042)
                        .setLossDown(0.021)
                        .setReceivedBps(1_204_000)
                        .setSentBps(402_000)
                        .setTargetBps(450_000)
                        .setQueueMicros(12_345)
                        .setLimit(Limit.LIMIT_DELAY))
                .addPictures(Picture.newBuilder()
                        .setMid("4")
                        .setSourceParticipantId("p-patient")
                        .setSource(Source.SOURCE_CAMERA)
                        .setLevel(1)
                        .setLevels(3)
                        .setLimited(true)
                        .setShortfall(Shortfall.SHORTFALL_PATH))
                .addPictures(Picture.newBuilder()
                        .setMid("6")
                        .setSourceParticipantId("p-guest")
                        .setSource(Source.SOURCE_CAMERA)
                        .setLevels(1)
                        .setShortfall(Shortfall.SHORTFALL_NOT_SENT))
                .addWishes(Wish.newBuilder()
                        .setSource(Source.SOURCE_CAMERA)
                        .setHighest(2)
                        .setStreams(3))
                .build();
    }
}
