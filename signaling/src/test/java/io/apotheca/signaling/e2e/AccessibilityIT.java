// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.microsoft.playwright.PlaywrightException;
import org.junit.jupiter.api.Test;

/** axe-core finds nothing to object to on any page, in light and dark, on a phone and a desktop; screenshots are kept. */
class AccessibilityIT {
    @Test
    void everyPageIsAccessible() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                ChromiumTab pharmacist = chromium.person(Person.PHARMACIST);
                ChromiumTab patient = chromium.person(Person.PATIENT)) {
            String base = demo.patient().replaceFirst("/visit#.*", "");
            visit(patient, base + "/", "patients", "landing");
            visit(patient, base + "/pharmacy", "Pharmacy sign-in", "sign-in");
            visit(patient, base + "/visit", "Please open the link", "no-link");
            visit(pharmacist, demo.pharmacist(), "Nobody is waiting", "counter-empty");
            visit(patient, Steps.invitePatient(pharmacist), "Your name", "welcome-nameless");
            visit(patient, demo.patient(), "You are invited as " + Person.PATIENT.fullName(), "welcome");
            patient.press("Check in");
            Steps.shows(pharmacist, Person.PATIENT.fullName());
            Looks.check(pharmacist, "counter");
            Looks.check(patient, "waiting");
            pharmacist.press("Admit");
            Steps.sees(pharmacist, Person.PATIENT);
            Steps.sees(patient, Person.PHARMACIST);
            Looks.check(pharmacist, "call-pharmacist");
            Looks.check(patient, "call-patient");
            patient.press("Leave");
            Steps.shows(patient, "You have left");
            Looks.check(patient, "left");
        }
    }

    private static void visit(ChromiumTab tab, String url, String text, String name) {
        tab.open(url);
        Await.until(name, Steps.SOON, () -> shows(tab, text));
        Looks.check(tab, name);
    }

    private static boolean shows(ChromiumTab tab, String text) {
        try {
            return tab.text().contains(text);
        } catch (PlaywrightException e) {
            return false; // between two pages there is none to ask
        }
    }
}
