// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.microsoft.playwright.Keyboard;
import org.junit.jupiter.api.Test;

/** A whole consultation without a pointer: check in, admit, mute, leave. */
class KeyboardIT {
    @Test
    void isEnoughForAConsultation() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                ChromiumTab pharmacist = chromium.person(Person.PHARMACIST);
                ChromiumTab patient = chromium.person(Person.PATIENT)) {
            Steps.signIn(pharmacist, demo.pharmacist());
            patient.open(Steps.invitePatient(pharmacist));
            Steps.shows(patient, "Check in");
            Steps.walkTo(patient, "Your name");
            Keyboard keys = patient.page().keyboard();
            keys.type(Person.PATIENT.fullName());
            Steps.walkTo(patient, "Check in");
            keys.press("Enter");
            Steps.shows(pharmacist, Person.PATIENT.fullName());

            Steps.press(pharmacist, "Admit", "Enter");
            Steps.sees(patient, Person.PHARMACIST);
            Steps.sees(pharmacist, Person.PATIENT);
            Steps.press(patient, "Mute microphone", "Space");
            Steps.shows(pharmacist, "Muted");
            Steps.press(patient, "Leave", "Enter");
            Steps.shows(patient, "You have left");
        }
    }
}
