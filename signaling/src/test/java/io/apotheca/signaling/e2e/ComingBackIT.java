// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A reload or a lost connection is a short absence, not a new visit. */
class ComingBackIT {
    private static final double BACK_MILLIS = 2000;
    private static final String ABSENT = Person.PATIENT.fullName() + " is reconnecting…";

    @Test
    void aReloadedPageIsBackInTheCall() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            Probe there = new Probe(pharmacist);
            Probe here = new Probe(patient);
            there.watchFor(ABSENT);

            double reloaded = System.currentTimeMillis();
            patient.reload();
            assertThat(here.firstShownMillis() - reloaded).isLessThan(BACK_MILLIS);
            Steps.sees(patient, Person.PHARMACIST);
            Steps.sees(pharmacist, Person.PATIENT);

            assertThat(here.received()).noneMatch(message -> message.contains("\"waiting\""));
            assertThat(there.hasSeen(ABSENT)).as("\"%s\"", ABSENT).isTrue();
            assertThat(there.localDescriptions()).isEqualTo(1);
        }
    }

    @Test
    void aLostWebSocketComesBackWhileTheCallGoesOn() {
        try (var demo = DemoServer.start();
                var relay = TcpRelay.beside(demo.port());
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.signIn(pharmacist, Steps.by("127.0.0.1", demo.pharmacist()));
            Steps.checkIn(patient, Steps.by("[::1]", demo.patient()), Person.PATIENT);
            Steps.admit(pharmacist, Person.PATIENT);
            Steps.sees(patient, Person.PHARMACIST);
            Steps.sees(pharmacist, Person.PATIENT);
            Probe there = new Probe(pharmacist);
            Probe here = new Probe(patient);
            there.watchFor(ABSENT);
            int sockets = patient.evaluate("probe.sockets.length").asInt();
            CallQuality.awaitFlow(here);
            var quality = CallQuality.start(here);

            relay.cut();
            Await.until("the others know", Duration.ofSeconds(2), () -> there.hasSeen(ABSENT));
            relay.mend();
            Await.until(
                    "a new WebSocket",
                    Duration.ofMillis((long) BACK_MILLIS),
                    () -> patient.evaluate(
                                    "probe.sockets.length > " + sockets + " && probe.sockets.at(-1).readyState === 1"
                                            + " && document.body.innerText.includes('Connected')")
                            .asBoolean());
            Await.pass(Duration.ofSeconds(3));
            assertThat(CallQuality.since(quality).framesPerSecond()).isGreaterThan(12);
            Steps.sees(pharmacist, Person.PATIENT);
            assertThat(there.localDescriptions()).isEqualTo(1);
            assertThat(here.localDescriptions()).isEqualTo(1);
            assertThat(here.received().stream().filter(message -> message.contains("\"waiting\"")))
                    .as("asked to wait only once")
                    .hasSize(1);
        }
    }
}
