// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import io.apotheca.signaling.e2e.Chromium.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** axe-core finds nothing to object to on any page, in light and dark, on a phone and a desktop; screenshots are kept. */
class AccessibilityIT {
    private static final Path AXE = Path.of("web", "node_modules", "axe-core", "axe.min.js");
    private static final String RUN = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
            + " 'wcag22aa', 'best-practice']}).then((found) => found.violations.map((v) => v.id + ': '"
            + " + v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | ')))";

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
            looks(pharmacist, "counter");
            looks(patient, "waiting");
            pharmacist.press("Admit");
            Steps.sees(pharmacist, Person.PATIENT);
            Steps.sees(patient, Person.PHARMACIST);
            looks(pharmacist, "call-pharmacist");
            looks(patient, "call-patient");
            patient.press("Leave");
            Steps.shows(patient, "You have left");
            looks(patient, "left");
        }
    }

    private static void visit(ChromiumTab tab, String url, String text, String name) {
        tab.open(url);
        Await.until(name, Steps.SOON, () -> shows(tab, text));
        looks(tab, name);
    }

    private static boolean shows(ChromiumTab tab, String text) {
        try {
            return tab.text().contains(text);
        } catch (PlaywrightException e) {
            return false; // between two pages there is none to ask
        }
    }

    private static void looks(ChromiumTab tab, String name) {
        for (Look look : List.of(Look.DESKTOP, Look.DESKTOP.inDark(), Look.PHONE, Look.PHONE.inDark())) {
            Page page = tab.page();
            page.setViewportSize(look.width(), look.height());
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
            tab.evaluate("document.getAnimations().forEach((one) => one.cancel())");
            String file = "%s-%s-%s.png"
                    .formatted(name, look.width() < 600 ? "phone" : "desktop", look.dark() ? "dark" : "light");
            tab.screenshot(Directories.screenshots().resolve(file));
            assertThat(violations(tab)).as(file.toLowerCase(Locale.ROOT)).isEmpty();
            assertThat(tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as(file + ": nothing to scroll sideways")
                    .isTrue();
        }
        tab.page().setViewportSize(Look.DESKTOP.width(), Look.DESKTOP.height());
    }

    private static List<String> violations(ChromiumTab tab) {
        if (!Files.isReadable(AXE)) {
            throw new AssertionError(AXE + " is missing: npm ci in signaling/web installs it");
        }
        if (!tab.evaluate("!!window.axe").asBoolean()) {
            tab.page().evaluate(Product.read(AXE) + "; null");
        }
        return StreamSupport.stream(tab.evaluate(RUN).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
