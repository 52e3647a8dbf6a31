// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Notes as an archive keeps them: JSON objects in UTF-8. A {@link SessionNote} is the record's name, then its components, under
 * their own names; what others know of the session, a fact, is an object in the same form.
 */
public final class NoteText {
    /** A fact may have so many characters. */
    public static final int LONGEST_FACT = 8_192;

    private static final String KIND = "note";
    private static final String TIME = "timeMillis";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private NoteText() {}

    public static byte[] of(SessionNote note) {
        String name = note.getClass().getSimpleName();
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        text.put(KIND, name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
        text.setAll((ObjectNode) JSON.valueToTree(note));
        return bytes(text);
    }

    /** A fact that somebody sent; empty for what is no JSON object that says what kind of note it is. */
    public static Optional<ObjectNode> fact(String json) {
        if (json.length() > LONGEST_FACT) {
            return Optional.empty();
        }
        try {
            JsonNode read = JSON.readTree(json);
            return read instanceof ObjectNode object && object.path(KIND).isTextual()
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Which kind of note it is. */
    public static String kind(ObjectNode fact) {
        return fact.path(KIND).textValue();
    }

    /** A fact as a note of this moment, unless it tells its own. */
    public static byte[] of(ObjectNode fact, long timeMillis) {
        ObjectNode text = fact.deepCopy();
        if (!text.path(TIME).isIntegralNumber()) {
            text.put(TIME, timeMillis);
        }
        return bytes(text);
    }

    private static byte[] bytes(ObjectNode text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
