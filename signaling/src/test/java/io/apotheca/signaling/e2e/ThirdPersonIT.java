// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People come and go, and nobody negotiates again. */
class ThirdPersonIT {
    @Test
    void joinsAndLeavesWhileNobodyElseNegotiates() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT);
                Tab guest = chromium.person(Person.GUEST)) {
            Steps.meet(pharmacist, patient, demo);
            Steps.checkIn(guest, Steps.inviteGuest(pharmacist), Person.GUEST);
            Steps.admit(pharmacist, Person.GUEST);
            Steps.sees(pharmacist, Person.PATIENT, Person.GUEST);
            Steps.sees(patient, Person.PHARMACIST, Person.GUEST);
            Steps.sees(guest, Person.PHARMACIST, Person.PATIENT);

            guest.press("Leave");
            Steps.shows(guest, "You have left");
            Steps.sees(pharmacist, Person.PATIENT);
            Steps.sees(patient, Person.PHARMACIST);
            assertThat(Stream.of(pharmacist, patient, guest).map(tab -> new Probe(tab).localDescriptions()))
                    .containsExactly(1, 1, 1);
        }
    }
}
