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
    void whatNobodyWantsIsNotEncoded() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            Probe there = new Probe(pharmacist);
            Await.until("the full size", RAMP, () -> stream(there, "m").active());
            patient.press("Leave");
            Await.until("the full size to rest", REST, () -> !stream(there, "m").active());
            assertThat(stream(there, "l").active()).isTrue();
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

    private static Outbound stream(Probe probe, String rid) {
        return probe.outbound().stream()
                .filter(stream -> stream.rid().equals(rid))
                .findFirst()
                .orElseGet(() -> new Outbound(rid, 0, false, 0, 0, 0, ""));
    }
}
