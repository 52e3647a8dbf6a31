// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.e2e.Probe.Outbound;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each camera is sent in several sizes at once, of 640x360 in two; the other sees the largest where the network carries it. */
class SimulcastIT {
    private static final Duration RAMP = Duration.ofSeconds(25);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration BACK = Duration.ofSeconds(1);

    @Test
    void chromiumsSendEachSize() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            assertSizes(new Probe(pharmacist));
            assertSizes(new Probe(patient));
        }
    }

    @Test
    void whatNobodyWantsIsNotEncodedUntilSomebodyDoes() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT);
                Tab guest = chromium.person(Person.GUEST)) {
            Steps.meet(pharmacist, patient, demo);
            Probe there = new Probe(pharmacist);
            Await.until("the full size", RAMP, () -> stream(there, "m").active());
            patient.press("Leave");
            Await.until("the full size to rest", REST, () -> !stream(there, "m").active());
            assertThat(stream(there, "l").active()).isTrue();

            long framesBefore = stream(there, "m").framesEncoded();
            Steps.checkIn(guest, Steps.inviteGuest(pharmacist), Person.GUEST);
            Steps.admit(pharmacist, Person.GUEST);
            Await.until("the full size to be wanted", RAMP, () -> wantedAgain(there));
            Await.until("the full size again", BACK, () -> stream(there, "m").framesEncoded() > framesBefore);
        }
    }

    @Test
    void firefoxSendsEachSize() {
        try (var namespace = NetworkNamespace.create();
                var demo = DemoServer.startIn(namespace);
                var chromium = Chromium.launchIn(namespace);
                var firefox = Firefox.launchIn(namespace, Person.PATIENT);
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = firefox.tab()) {
            Steps.meet(pharmacist, patient, demo);
            assertSizes(new Probe(patient));
            CallQuality.awaitSize(new Probe(pharmacist), 640, 360);
        }
    }

    private static void assertSizes(Probe probe) {
        CallQuality.awaitSize(probe, 640, 360);
        Await.until("the full size", RAMP, () -> stream(probe, "m").width() >= 640);
        assertThat(stream(probe, "l").width()).isEqualTo(320);
        assertThat(probe.outbound().stream().map(Outbound::rid)).doesNotContain("h");
    }

    /** Whether the last the server said of its layers is that more than the lowest is wanted. */
    private static boolean wantedAgain(Probe probe) {
        return probe.received().stream()
                .filter(message -> message.contains("\"layers\""))
                .reduce((one, next) -> next)
                .filter(last -> !last.contains("\"highest\":0"))
                .isPresent();
    }

    private static Outbound stream(Probe probe, String rid) {
        return probe.outbound().stream()
                .filter(stream -> stream.rid().equals(rid))
                .findFirst()
                .orElseGet(() -> new Outbound(rid, 0, false, 0, 0, 0, ""));
    }
}
