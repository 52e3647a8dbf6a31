// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two browsers of different makes in a call, in a network of their own; and silence on that network before admission. */
class ChromiumWithFirefoxIT {
    private static final Duration WAITING = Duration.ofSeconds(3);
    private static final Duration TALKING = Duration.ofSeconds(30);

    @Test
    void waitWithoutADatagramThenSeeAndHearEachOther() {
        try (var namespace = NetworkNamespace.create();
                var demo = DemoServer.startIn(namespace);
                var chromium = Chromium.launchIn(namespace);
                var firefox = Firefox.launchIn(namespace, Person.PATIENT);
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = firefox.tab()) {
            Steps.signIn(pharmacist, demo.pharmacist());
            Steps.checkIn(patient, demo.patient(), Person.PATIENT);
            long before = namespace.datagramsSent();
            Await.pass(WAITING);
            assertThat(namespace.datagramsSent())
                    .as("datagrams sent by anybody")
                    .isEqualTo(before);

            Steps.admit(pharmacist, Person.PATIENT);
            Steps.sees(pharmacist, Person.PATIENT);
            Steps.sees(patient, Person.PHARMACIST);
            assertThat(namespace.datagramsSent()).isGreaterThan(before);
            Probe there = new Probe(pharmacist);
            Probe here = new Probe(patient);
            CallQuality.awaitSize(there, 640, 360);
            CallQuality.awaitSize(here, 640, 360);
            var thereBefore = CallQuality.start(there);
            var hereBefore = CallQuality.start(here);
            Await.pass(TALKING);
            CallQuality.since(thereBefore).isGood();
            CallQuality.since(hereBefore).isGood();
            assertThat(there.faces()).containsExactly("PATIENT");
            assertThat(here.faces()).containsExactly("PHARMACIST");
            assertThat(there.tones()).hasSize(1).allMatch(tone -> tone.of(Person.PATIENT));
            assertThat(here.tones()).hasSize(1).allMatch(tone -> tone.of(Person.PHARMACIST));
            assertThat(here.localDescriptions()).isEqualTo(1);
        }
    }
}
