// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff play a recording in Chromium: what is decoded there are the pictures that were put in, at their times. */
class PlaybackIT {
    private static final int ANN_FIRST = 0xE02020;
    private static final int ANN_SECOND = 0x20B020;
    private static final int ANN_THIRD = 0x2020E0;
    private static final int BEN_FIRST = 0x20B0B0;
    private static final int BEN_SECOND = 0xB020B0;
    private static final int CLEO = 0xE0A020;
    private static final int SCREEN = 0x8040C0;

    @TempDir
    Path home;

    private static void open(ChromiumTab tab, Path key, String passphrase) {
        tab.page().locator("input[type=file]").setInputFiles(key);
        Steps.shows(tab, "Chosen: " + key.getFileName());
        tab.fill("Passphrase of the key", passphrase);
        tab.press("Open");
    }

    private static void seek(ChromiumTab tab, double seconds) {
        tab.evaluate("(() => { const slider = document.querySelector('input[type=range]');"
                + " Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, " + seconds * 1000
                + "); slider.dispatchEvent(new Event('input', {bubbles: true})); })()");
    }

    /** The middle of the picture that is shown of somebody's source; empty while none is. */
    private static List<Integer> colour(ChromiumTab tab, String picture) {
        JsonNode pixel = tab.evaluate("(() => { const canvas = document.querySelector('[data-picture=\"" + picture
                + "\"].fresh'); if (!canvas) return [];"
                + " return [...canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data]"
                + ".slice(0, 3); })()");
        return StreamSupport.stream(pixel.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }

    private static void sees(ChromiumTab tab, String picture, int rgb) {
        Await.until(
                "%s in %06x, at last %s".formatted(picture, rgb, colour(tab, picture)),
                Steps.SOON,
                () -> Colours.near(colour(tab, picture), rgb));
    }

    @Test
    void staffSeeWhatWasRecorded() {
        int port = FreePort.tcp();
        try (var demo = RecordedVisit.start(home, port);
                var chromium = Chromium.launch();
                ChromiumTab staff = chromium.person(Person.PHARMACIST)) {
            Steps.signIn(staff, demo.pharmacist());
            staff.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Recordings"))
                    .click();
            Steps.shows(staff, "Tue, November 3, 2026");
            staff.press("Play");

            open(staff, Path.of("pom.xml").toAbsolutePath(), RecordedVisit.PASSPHRASE);
            Steps.shows(staff, "This file is not a records key");
            open(staff, RecordedVisit.KEY, "not the passphrase");
            Steps.shows(staff, "The passphrase does not open this key file");
            open(staff, RecordedVisit.OTHER_KEY, RecordedVisit.PASSPHRASE);
            Steps.shows(staff, "sealed for another records key");
            open(staff, RecordedVisit.KEY, RecordedVisit.PASSPHRASE);
            Steps.shows(staff, "What happened");

            sees(staff, "ann/CAMERA", ANN_FIRST);
            sees(staff, "ben/CAMERA", BEN_FIRST);
            Steps.shows(staff, "Nothing was recorded for 2 seconds");
            seek(staff, 4);
            sees(staff, "ann/CAMERA", ANN_SECOND);
            sees(staff, "cleo/CAMERA", CLEO);
            seek(staff, 9);
            sees(staff, "ann/CAMERA", ANN_THIRD);
            sees(staff, "ben/CAMERA", BEN_SECOND);
            staff.page().getByText("Ann Apotheker shares the screen").click();
            sees(staff, "ann/SCREEN", SCREEN);
            Steps.shows(staff, "Camera off");
            Steps.shows(staff, "Muted");
            assertThat(colour(staff, "ben/CAMERA")).isEmpty();
            staff.page().getByText("Ben Patient shares the screen").click();
            Steps.shows(staff, "Encrypted end to end: this cannot be shown yet.");

            seek(staff, 2);
            sees(staff, "ann/CAMERA", ANN_FIRST);
            staff.press("Play");
            sees(staff, "ann/CAMERA", ANN_SECOND);
            Await.until("a tone", Steps.SOON, () -> staff.evaluate("!!document.querySelector('.player-tile.heard')")
                    .asBoolean());
            sees(staff, "ann/CAMERA", ANN_THIRD);
            Steps.shows(staff, "This is the end of the recording.");
            staff.press("Close the recording");
            Steps.shows(staff, "Recordings are sealed");
        }
        assertThat(RecordedVisit.audit(home, port))
                .containsExactly(
                        "RECORDINGS_LISTED",
                        "RECORDING_OPENED:" + RecordedVisit.ID + "-1",
                        "RECORDING_OPENED:" + RecordedVisit.ID + "-2");
    }
}
