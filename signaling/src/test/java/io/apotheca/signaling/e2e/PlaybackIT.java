// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff play a recording in a browser: what is decoded there are the pictures that were put in, at their times. */
class PlaybackIT {
    private static final int ANN_FIRST = 0xE02020;
    private static final int ANN_SECOND = 0x20B020;
    private static final int ANN_THIRD = 0x2020E0;
    private static final int BEN_FIRST = 0x20B0B0;
    private static final int BEN_SECOND = 0xB020B0;
    private static final int CLEO = 0xE0A020;
    private static final int SCREEN = 0x8040C0;
    private static final int MOST_STEPS = 20;

    private final int port = FreePort.tcp();

    @TempDir
    Path home;

    @BeforeEach
    void record() {
        RecordedVisit.prepare(home, port);
    }

    @Test
    void chromiumShowsWhatWasRecorded() {
        try (var demo = DemoServer.start(home, port);
                var chromium = Chromium.launch();
                ChromiumTab staff = chromium.person(Person.PHARMACIST)) {
            play(staff, demo);
            demo.interrupt();
            assertThat(RecordedVisit.audit(home, port))
                    .containsExactlyInAnyOrder(
                            "RECORDINGS_LISTED",
                            "RECORDING_OPENED:" + RecordedVisit.ID + "-1",
                            "RECORDING_OPENED:" + RecordedVisit.ID + "-2");
        }
    }

    @Test
    void firefoxShowsWhatWasRecorded() {
        try (var namespace = NetworkNamespace.create();
                var demo = DemoServer.startIn(namespace, home, port);
                var firefox = Firefox.launchIn(namespace, Person.PHARMACIST);
                Tab staff = firefox.tab()) {
            play(staff, demo);
        }
    }

    private static void play(Tab staff, DemoServer demo) {
        PlayerPage page = new PlayerPage(staff);
        page.choose(demo);
        page.openWith(Path.of("pom.xml").toAbsolutePath(), RecordedVisit.PASSPHRASE);
        Steps.shows(staff, "This file is not a records key");
        page.openWith(RecordedVisit.KEY, "not the passphrase");
        Steps.shows(staff, "The passphrase does not open this key file");
        page.openWith(RecordedVisit.OTHER_KEY, RecordedVisit.PASSPHRASE);
        Steps.shows(staff, "sealed for another records key");
        page.openWith(RecordedVisit.KEY, RecordedVisit.PASSPHRASE);
        Steps.shows(staff, "What happened");
        Steps.shows(staff, "Checked to the end: this is what was recorded, unchanged.");

        page.sees("ann/CAMERA", ANN_FIRST);
        page.sees("ben/CAMERA", BEN_FIRST);
        Steps.shows(staff, "Nothing was recorded for 2 seconds");
        page.seek(4);
        page.sees("ann/CAMERA", ANN_SECOND);
        page.sees("cleo/CAMERA", CLEO);
        page.seek(9);
        page.sees("ann/CAMERA", ANN_THIRD);
        page.sees("ben/CAMERA", BEN_SECOND);
        page.jumpTo("Ann Apotheker shares the screen");
        page.sees("ann/SCREEN", SCREEN);
        Steps.shows(staff, "Camera off");
        Steps.shows(staff, "Muted");
        assertThat(page.colour("ben/CAMERA")).isEmpty();
        page.jumpTo("Ben Patient shares the screen");
        Steps.shows(staff, "Encrypted end to end: this cannot be shown yet.");

        page.seek(2);
        page.sees("ann/CAMERA", ANN_FIRST);
        staff.press("Play");
        Await.until(
                "somebody to be heard",
                Steps.SOON,
                () -> staff.evaluate("!!document.querySelector('.player-tile.heard')")
                        .asBoolean());
        page.sees("ann/CAMERA", ANN_SECOND);
        page.sees("ann/CAMERA", ANN_THIRD);
        Steps.shows(staff, "This is the end of the recording.");
        staff.press("Close the recording");
        Steps.shows(staff, "Recordings are sealed");
    }

    @Test
    void theKeyboardIsEnough() {
        try (var demo = DemoServer.start(home, port);
                var chromium = Chromium.launch();
                ChromiumTab staff = chromium.person(Person.PHARMACIST)) {
            PlayerPage page = new PlayerPage(staff);
            page.choose(demo);
            page.openWith(RecordedVisit.KEY, RecordedVisit.PASSPHRASE);
            page.sees("ann/CAMERA", ANN_FIRST);
            Keyboard keys = staff.page().keyboard();
            walkTo(staff, "document.activeElement.type === 'range'");
            keys.press("ArrowRight");
            page.sees("ann/CAMERA", ANN_SECOND);
            assertThat(page.position()).isEqualTo(5);
            assertThat(staff.evaluate("document.activeElement.getAttribute('aria-valuetext')")
                            .asText())
                    .isEqualTo("5 seconds of 14 seconds");
            keys.press("ArrowLeft");
            page.sees("ann/CAMERA", ANN_FIRST);
            walkTo(staff, "document.activeElement.innerText === 'Play'");
            keys.press("Space");
            Await.until("it to play", Steps.SOON, () -> page.position() > 0.5);
            keys.press("Space");
            walkTo(staff, "document.activeElement.innerText.includes('Ann Apotheker shares the screen')");
            keys.press("Enter");
            page.sees("ann/SCREEN", SCREEN);
        }
    }

    private static void walkTo(ChromiumTab tab, String condition) {
        for (int step = 0; step < MOST_STEPS; step++) {
            tab.page().keyboard().press("Tab");
            if (tab.evaluate(condition).asBoolean()) {
                return;
            }
        }
        throw new AssertionError("cannot be reached by the keyboard: " + condition);
    }

    @Test
    void everyPageIsAccessible() {
        try (var demo = DemoServer.start(home, port);
                var chromium = Chromium.launch();
                ChromiumTab staff = chromium.person(Person.PHARMACIST)) {
            PlayerPage page = new PlayerPage(staff);
            staff.open(demo.pharmacist().replaceFirst("/pharmacy.*", "/pharmacy/recordings"));
            Steps.shows(staff, "Recordings are for pharmacy staff");
            Looks.check(staff, "recordings-signed-out");
            Steps.signIn(staff, demo.pharmacist());
            staff.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Recordings"))
                    .click();
            Steps.shows(staff, "Tue, November 3, 2026");
            Looks.check(staff, "recordings");
            staff.press("Play");
            page.openWith(RecordedVisit.KEY, "not the passphrase");
            Steps.shows(staff, "The passphrase does not open this key file");
            Looks.check(staff, "recording-key");
            page.openWith(RecordedVisit.KEY, RecordedVisit.PASSPHRASE);
            page.sees("ann/CAMERA", ANN_FIRST);
            page.seek(3);
            page.sees("cleo/CAMERA", CLEO);
            Looks.check(staff, "recording-people");
            page.jumpTo("Ben Patient shares the screen");
            Steps.shows(staff, "Encrypted end to end");
            page.sees("ann/SCREEN", SCREEN);
            Looks.check(staff, "recording-screens");
        }
    }
}
