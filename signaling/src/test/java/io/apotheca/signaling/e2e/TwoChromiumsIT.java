// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A pharmacist and a patient, each in a Chromium, see and hear each other for half a minute. */
class TwoChromiumsIT {
    private static final int LOOKS = 6;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @Test
    void seeAndHearEachOther() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            Probe there = new Probe(pharmacist);
            Probe here = new Probe(patient);
            double admitted = there.pressedMillis("Admit");
            assertThat(here.firstShownMillis() - admitted)
                    .as("patient's first picture")
                    .isLessThan(1000);
            assertThat(there.firstShownMillis() - admitted)
                    .as("pharmacist's first picture")
                    .isLessThan(1000);

            CallQuality.awaitSize(there, 640, 360);
            CallQuality.awaitSize(here, 640, 360);
            var thereBefore = CallQuality.start(there);
            var hereBefore = CallQuality.start(here);
            for (int look = 0; look < LOOKS; look++) {
                Await.pass(BETWEEN_LOOKS);
                assertThat(there.faces()).containsExactly("PATIENT");
                assertThat(here.faces()).containsExactly("PHARMACIST");
                assertThat(there.pictures().getFirst().ageMillis()).isBetween(0L, 700L);
                assertThat(here.pictures().getFirst().ageMillis()).isBetween(0L, 700L);
            }
            CallQuality.since(thereBefore).isGood();
            CallQuality.since(hereBefore).isGood();

            assertThat(there.tones()).hasSize(1).allMatch(tone -> tone.of(Person.PATIENT));
            assertThat(here.tones()).hasSize(1).allMatch(tone -> tone.of(Person.PHARMACIST));
            assertThat(there.localDescriptions()).isEqualTo(1);
            assertThat(here.localDescriptions()).isEqualTo(1);
        }
    }

    @Test
    void muteStopCameraAndShareTheScreenReachTheOther() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            patient.press("Mute microphone");
            Steps.shows(pharmacist, "Muted");
            assertThat(new Probe(pharmacist).tones()).isEmpty();
            patient.press("Stop camera");
            Steps.shows(pharmacist, "Camera off");

            pharmacist.press("Share screen");
            Steps.sees(patient, Person.PHARMACIST, Person.PHARMACIST);
            pharmacist.press("Share screen");
            Steps.sees(patient, Person.PHARMACIST);

            patient.press("Leave");
            Steps.shows(patient, "You have left");
            Steps.sees(pharmacist);
            assertThat(new Probe(pharmacist).localDescriptions()).isEqualTo(1);
        }
    }
}
