// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a broken or hostile client sends to the signaling server gets a clear error, and the call goes on. */
class BadMessagesIT {
    private static final int TEN_MEGABYTES = 10 << 20;
    private static final int ABOVE_THE_LIMIT = 300 << 10;
    private static final int MESSAGE_TOO_BIG = 1009;

    @Test
    void malformedOffersAndDuplicateKeysGetAnErrorAndTheCallGoesOn() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                var patient = SignalingClient.checkIn(demo.patient(), Person.PATIENT.fullName());
                ForeignPeer peer = new AiortcPeer(Person.PATIENT)) {
            Steps.letIn(pharmacist, patient, demo);
            String offer = peer.offer();
            refused(patient, "not JSON");
            refused(patient, "{\"type\":\"ping\",\"type\":\"leave\"}");
            refused(
                    patient,
                    "{\"type\":\"sources\",\"microphone\":true,\"microphone\":false,\"camera\":true,\"screen\":false}");
            refused(patient, "{\"type\":\"no-such-thing\"}");
            refused(patient, offerOf("this is no SDP"));
            refused(patient, offerOf(offer.substring(0, offer.length() / 2)));
            refused(patient, offerOf(offer.replace("a=ice-pwd:", "a=ice-pwd-no-more:")));
            refused(patient, offerOf(offer.replaceAll("a=fingerprint:sha-256 \\S+", "a=fingerprint:sha-256 zz")));

            peer.answer(patient.exchange(offer));
            Steps.exchangeMedia(pharmacist, peer);
            Probe there = new Probe(pharmacist);

            refused(patient, offerOf("v=0\r\nthis is no SDP"));
            CallQuality.awaitFlow(there);
            var before = CallQuality.start(there);
            patient.sendText(offerOf("v".repeat(ABOVE_THE_LIMIT)));
            assertThat(patient.awaitClose()).isEqualTo(MESSAGE_TOO_BIG);
            patient.reconnect("visitor");
            patient.await("admitted");
            assertThat(patient.isCutOffBy(offerOf("v".repeat(TEN_MEGABYTES)))).isTrue();
            Await.pass(Duration.ofSeconds(2));
            assertThat(CallQuality.since(before).framesPerSecond()).isGreaterThan(12);
            patient.reconnect("visitor");
            patient.await("admitted");
        }
    }

    @Test
    void httpRequestsThatAreWrongAreRefusedInWords() {
        try (var demo = DemoServer.start();
                var visitor = new SignalingClient(demo.patient())) {
            assertThat(visitor.post("/api/visit", "{\"token\":\"a\",\"token\":\"b\"}"))
                    .satisfies(BadMessagesIT::isInWords);
            assertThat(visitor.post("/api/visit", "{")).satisfies(BadMessagesIT::isInWords);
            assertThat(visitor.post("/api/visit", "{\"token\":\"" + "x".repeat(TEN_MEGABYTES) + "\"}"))
                    .satisfies(BadMessagesIT::isInWords)
                    .satisfies(reply -> assertThat(reply.status()).isEqualTo(413));
            assertThat(visitor.post("/api/visit/look", "{\"token\":\"no-such-token\"}"))
                    .satisfies(reply -> assertThat(reply.status()).isEqualTo(410))
                    .satisfies(BadMessagesIT::isInWords);
            assertThat(visitor.post("/api/staff/demo-session", "{\"key\":\"guessed\"}"))
                    .satisfies(reply -> assertThat(reply.status()).isBetween(400, 499));
            assertThat(visitor.get("/api/health").status()).isEqualTo(200);
        }
    }

    private static void isInWords(SignalingClient.Reply reply) {
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.body().path("code").asText()).matches("[a-z-]+");
        assertThat(reply.body().path("message").asText()).isNotBlank();
    }

    private static void refused(SignalingClient client, String message) {
        client.sendText(message);
        JsonNode error = client.await("error");
        assertThat(error.path("code").asText()).as(message).matches("[a-z-]+");
        assertThat(error.path("message").asText()).isNotBlank();
    }

    private static String offerOf(String sdp) {
        var message = Json.object().put("type", "offer").put("sdp", sdp);
        message.putObject("sources").put("0", "microphone").put("1", "camera");
        message.putArray("slots").addObject().put("audio", "2").put("video", "3");
        return message.toString();
    }
}
