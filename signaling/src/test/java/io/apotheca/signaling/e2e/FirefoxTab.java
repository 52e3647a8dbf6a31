// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/** A page of Firefox; pointer and keys are real input events. */
record FirefoxTab(BidiSession session, String context) implements Tab {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    static FirefoxTab create(BidiSession session, Person person) {
        session.call(
                "script.addPreloadScript",
                Json.object().put("functionDeclaration", "() => { " + Probe.preload(person, true) + " }"));
        JsonNode created = session.call("browsingContext.create", Json.object().put("type", "tab"));
        return new FirefoxTab(session, created.path("context").asText());
    }

    @Override
    public void open(String url) {
        session.call("browsingContext.navigate", here().put("url", url).put("wait", "complete"));
    }

    @Override
    public void reload() {
        session.call("browsingContext.reload", here().put("wait", "complete"));
    }

    @Override
    public JsonNode evaluate(String expression) {
        JsonNode value = raw("(async () => JSON.stringify((await (" + expression + ")) ?? null))()");
        return Json.parse(value.path("value").asText());
    }

    private JsonNode raw(String expression) {
        ObjectNode parameters = Json.object().put("expression", expression).put("awaitPromise", true);
        parameters.putObject("target").put("context", context);
        JsonNode outcome = session.call("script.evaluate", parameters);
        if (!outcome.path("type").asText().equals("success")) {
            throw new AssertionError(
                    expression + ": " + outcome.path("exceptionDetails").path("text"));
        }
        return outcome.path("result");
    }

    @Override
    public void press(String button) {
        pointAndClick("probe.button(" + Json.text(button) + ")", button);
    }

    @Override
    public void fill(String field, String text) {
        String element = "probe.field(" + Json.text(field) + ")";
        pointAndClick(element, field);
        raw(element + ".select()");
        ArrayNode keys = Json.object().putArray("actions");
        text.codePoints().mapToObj(Character::toString).forEach(key -> {
            keys.addObject().put("type", "keyDown").put("value", key);
            keys.addObject().put("type", "keyUp").put("value", key);
        });
        perform("key", "keyboard", keys);
    }

    private void pointAndClick(String element, String name) {
        Await.until(
                "\"" + name + "\" on the page",
                LIMIT,
                () -> evaluate("!!" + element).asBoolean());
        raw(element + ".scrollIntoView({block: 'center'})");
        String sharedId = raw(element).path("sharedId").asText();
        ArrayNode moves = Json.object().putArray("actions");
        ObjectNode move =
                moves.addObject().put("type", "pointerMove").put("x", 0).put("y", 0);
        move.putObject("origin").put("type", "element").putObject("element").put("sharedId", sharedId);
        moves.addObject().put("type", "pointerDown").put("button", 0);
        moves.addObject().put("type", "pointerUp").put("button", 0);
        perform("pointer", "mouse", moves);
    }

    private void perform(String type, String id, ArrayNode steps) {
        ObjectNode parameters = here();
        ObjectNode source =
                parameters.putArray("actions").addObject().put("type", type).put("id", id);
        source.set("actions", steps);
        session.call("input.performActions", parameters);
    }

    private ObjectNode here() {
        return Json.object().put("context", context);
    }

    @Override
    public void screenshot(Path file) {
        String data = session.call("browsingContext.captureScreenshot", here())
                .path("data")
                .asText();
        try {
            Files.write(file, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        session.call("browsingContext.close", here());
    }
}
