// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.e2e.Probe.Outbound;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each camera is sent in three sizes at once, and the largest is what the other sees where the network carries it. */
class SimulcastIT {
    private static final Duration RAMP = Duration.ofSeconds(25);

    @Test
    void chromiumsSendThreeSizes() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            assertThreeSizes(new Probe(pharmacist));
            assertThreeSizes(new Probe(patient));
        }
    }

    @Test
    void firefoxSendsThreeSizes() {
        try (var namespace = NetworkNamespace.create();
                var demo = DemoServer.startIn(namespace);
                var chromium = Chromium.launchIn(namespace);
                var firefox = Firefox.launchIn(namespace, Person.PATIENT);
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = firefox.tab()) {
            Steps.meet(pharmacist, patient, demo);
            assertThreeSizes(new Probe(patient));
            CallQuality.awaitSize(new Probe(pharmacist), 640, 360);
        }
    }

    /** All three go out, each larger than the one before, and the other's largest is on the page. */
    private static void assertThreeSizes(Probe probe) {
        CallQuality.awaitSize(probe, 640, 360);
        Await.until("three streams of the camera", RAMP, () -> probe.outbound().size() == 3);
        Await.until("its largest stream", RAMP, () -> stream(probe, "h").width() >= 640);
        assertThat(stream(probe, "m").width()).isBetween(320, stream(probe, "h").width() - 1);
        assertThat(stream(probe, "l").width()).isBetween(120, stream(probe, "m").width() - 1);
        assertThat(probe.outbound()).allMatch(stream -> stream.framesEncoded() > 0);
    }

    private static Outbound stream(Probe probe, String rid) {
        return probe.outbound().stream()
                .filter(stream -> stream.rid().equals(rid))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stream " + rid));
    }
}
