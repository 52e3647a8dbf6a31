// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** One page of one person in a real browser, with {@code probe.js} in it. */
public interface Tab extends AutoCloseable {
    void open(String url);

    void reload();

    /** The value of a JavaScript expression, awaited when it is a promise. */
    JsonNode evaluate(String expression);

    /** Presses the button of this accessible name, waiting for it to appear. */
    void press(String button);

    /** Replaces the text of the field of this label, waiting for it to appear. */
    void fill(String field, String text);

    void screenshot(Path file);

    @Override
    void close();

    default String text() {
        return evaluate("document.body ? document.body.innerText : ''").asText();
    }
}
