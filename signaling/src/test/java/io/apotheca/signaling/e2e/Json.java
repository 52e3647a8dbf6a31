// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON text in and out; text that is none fails the test. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** A text as a JSON (and JavaScript) literal. */
    static String text(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }

    static <T> T read(JsonNode node, Class<T> type) {
        return MAPPER.convertValue(node, type);
    }
}
