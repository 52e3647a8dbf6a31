// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** What staff do on the page that plays recordings, in any browser. */
record PlayerPage(Tab tab) {
    /** Goes from the counter to the only recording that there is. */
    void choose(DemoServer demo) {
        Steps.signIn(tab, demo.pharmacist());
        tab.open(demo.pharmacist().replaceFirst("/pharmacy.*", "/pharmacy/recordings"));
        Steps.shows(tab, "Tue, November 3, 2026");
        tab.press("Play");
    }

    void openWith(Path key, String passphrase) {
        give(key);
        tab.fill("Passphrase of the key", passphrase);
        tab.press("Open");
    }

    /** As choosing the file in the browser's own dialogue does. */
    private void give(Path file) {
        try {
            String content = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
            tab.evaluate("(() => { const input = document.querySelector('input[type=file]');"
                    + " const files = new DataTransfer(); files.items.add(new File([Uint8Array.from(atob('" + content
                    + "'), (c) => c.charCodeAt(0))], '" + file.getFileName() + "')); input.files = files.files;"
                    + " input.dispatchEvent(new Event('change', {bubbles: true})); })()");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Steps.shows(tab, "Chosen: " + file.getFileName());
    }

    void seek(double seconds) {
        tab.evaluate("(() => { const slider = document.querySelector('input[type=range]');"
                + " Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, "
                + seconds * 1000
                + "); slider.dispatchEvent(new Event('input', {bubbles: true})); })()");
    }

    /** Presses a line of what happened. */
    void jumpTo(String moment) {
        tab.evaluate("[...document.querySelectorAll('.moment')].find((each) => each.innerText.includes("
                + Json.text(moment) + ")).click()");
    }

    /** Waits until the middle of the picture that is shown of somebody's source has this colour. */
    void sees(String picture, int rgb) {
        Await.until("%s in %06x".formatted(picture, rgb), Steps.SOON, () -> Colours.near(colour(picture), rgb));
    }

    /** Empty while no picture is shown. */
    List<Integer> colour(String picture) {
        JsonNode pixel = tab.evaluate("(() => { const canvas = document.querySelector('[data-picture=\"" + picture
                + "\"].fresh'); if (!canvas) return [];"
                + " return [...canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data]"
                + ".slice(0, 3); })()");
        return StreamSupport.stream(pixel.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }

    /** Where the recording is played, in seconds from its beginning. */
    double position() {
        return tab.evaluate("document.querySelector('input[type=range]').value / 1000")
                .asDouble();
    }
}
