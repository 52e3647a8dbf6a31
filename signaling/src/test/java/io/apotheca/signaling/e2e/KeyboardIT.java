// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import org.junit.jupiter.api.Test;

/** A whole consultation without a pointer: check in, admit, mute, leave. */
class KeyboardIT {
    private static final int MOST_STEPS = 40;

    @Test
    void isEnoughForAConsultation() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                ChromiumTab pharmacist = chromium.person(Person.PHARMACIST);
                ChromiumTab patient = chromium.person(Person.PATIENT)) {
            Steps.signIn(pharmacist, demo.pharmacist());
            patient.open(Steps.invitePatient(pharmacist));
            Steps.shows(patient, "Check in");
            walkTo(patient, "Your name");
            Keyboard keys = patient.page().keyboard();
            keys.type(Person.PATIENT.fullName());
            walkTo(patient, "Check in");
            keys.press("Enter");
            Steps.shows(pharmacist, Person.PATIENT.fullName());

            pressByKeyboard(pharmacist, "Admit", "Enter");
            Steps.sees(patient, Person.PHARMACIST);
            Steps.sees(pharmacist, Person.PATIENT);
            pressByKeyboard(patient, "Mute microphone", "Space");
            Steps.shows(pharmacist, "Muted");
            pressByKeyboard(patient, "Leave", "Enter");
            Steps.shows(patient, "You have left");
        }
    }

    private static void pressByKeyboard(ChromiumTab tab, String name, String key) {
        walkTo(tab, name);
        tab.page().keyboard().press(key);
    }

    /** Goes on with Tab, and with the arrow inside a toolbar, until the control of this name has the focus, visibly. */
    private static void walkTo(ChromiumTab tab, String name) {
        for (int step = 0; step < MOST_STEPS; step++) {
            boolean inToolbar = tab.evaluate("!!document.activeElement?.closest('[role=toolbar]')")
                    .asBoolean();
            tab.page().keyboard().press(inToolbar ? "ArrowRight" : "Tab");
            if (tab.evaluate("document.activeElement === probe.named('button, a, input', " + Json.text(name) + ")")
                    .asBoolean()) {
                assertThat(tab.evaluate("document.activeElement.matches(':focus-visible')")
                                .asBoolean())
                        .as("focus is shown on " + name)
                        .isTrue();
                return;
            }
        }
        throw new AssertionError(name + " cannot be reached by the keyboard");
    }
}
