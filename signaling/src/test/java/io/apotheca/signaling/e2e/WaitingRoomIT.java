// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The waiting room and removal as security boundaries, on the wire. */
class WaitingRoomIT {
    private static final Duration WAITING = Duration.ofSeconds(3);

    @Test
    void nothingOfTheConsultationReachesWhoWaits() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT);
                Tab guest = chromium.person(Person.GUEST)) {
            Steps.meet(pharmacist, patient, demo);
            Steps.checkIn(guest, Steps.inviteGuest(pharmacist), Person.GUEST);
            Await.pass(WAITING);

            Probe waiting = new Probe(guest);
            assertThat(waiting.connections()).as("peer connections").isZero();
            assertThat(waiting.received().stream().map(WaitingRoomIT::type).toList())
                    .isSubsetOf("welcome", "waiting", "pong");
            List<String> ids = new Probe(pharmacist)
                    .received().stream()
                            .map(Json::parse)
                            .flatMap(message -> message.findValuesAsText("participant").stream())
                            .filter(id -> !id.isEmpty())
                            .distinct()
                            .toList();
            assertThat(ids).isNotEmpty();
            assertThat(String.join("\n", waiting.received()))
                    .doesNotContain(ids)
                    .doesNotContain("candidate", "ufrag", "sdp", "slots", "people")
                    .doesNotContain(Person.PATIENT.fullName(), Person.PHARMACIST.fullName());
            assertThat(new Probe(pharmacist).faces()).containsExactly("PATIENT");
        }
    }

    @Test
    void anOfferFromTheWaitingRoomIsRefused() {
        try (var demo = DemoServer.start();
                var visitor = SignalingClient.checkIn(demo.patient(), Person.PATIENT.fullName())) {
            visitor.sendText("{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\",\"sources\":{},\"slots\":[]}");
            assertThat(visitor.await("error").path("code").asText()).isEqualTo("not-admitted");
            assertThat(visitor.types()).doesNotContain("answer", "roster", "slots");
        }
    }

    @Test
    void declinedMeansOut() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.signIn(pharmacist, demo.pharmacist());
            Steps.checkIn(patient, demo.patient(), Person.PATIENT);
            Steps.shows(pharmacist, Person.PATIENT.fullName());
            pharmacist.press("Decline");
            Steps.shows(patient, "can’t see you right now");
            assertThat(new Probe(patient).connections()).isZero();
        }
    }

    /** The one who is removed goes on sending and listening: the server must stop both. */
    @Test
    void aRemovedPersonsMediaStopsAtOnce() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                var patient = SignalingClient.checkIn(demo.patient(), Person.PATIENT.fullName());
                ForeignPeer peer = new AiortcPeer(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, peer, demo);
            Probe there = new Probe(pharmacist);

            pharmacist.press("Remove");
            patient.await("removed");
            long framesThen = peer.report().frames();
            long packetsThen = packets(there);
            Await.pass(Duration.ofSeconds(1));
            long framesSettled = peer.report().frames();
            long packetsSettled = packets(there);
            assertThat(framesSettled - framesThen).as("frames still decoded").isLessThan(5);
            assertThat(packetsSettled - packetsThen).as("packets still sent on").isLessThan(5);
            Await.pass(Duration.ofSeconds(2));
            assertThat(peer.report().frames()).isEqualTo(framesSettled);
            assertThat(packets(there)).isEqualTo(packetsSettled);
            assertThat(patient.awaitClose()).isEqualTo(1000);
            assertThat(patient.get("/api/visit").body().path("state").asText("removed"))
                    .isEqualTo("removed");
        }
    }

    private static long packets(Probe probe) {
        return probe.inbound().stream().mapToLong(Probe.Inbound::packets).sum();
    }

    private static String type(String message) {
        JsonNode type = Json.parse(message).path("type");
        return type.asText();
    }
}
