// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** JSON bodies of requests and responses. Duplicate keys are refused, unknown ones ignored. */
final class Json {
    static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int MAX_NAME = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final JsonNode body;

    private Json(JsonNode body) {
        this.body = body;
    }

    static Json of(Context request) {
        String type = request.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ApiFailure(415, "not-json", "The request must be JSON.");
        }
        try {
            JsonNode body = MAPPER.readTree(request.bodyAsBytes());
            if (body == null || !body.isObject()) {
                throw ApiFailure.badRequest("The request is not a JSON object.");
            }
            return new Json(body);
        } catch (JsonProcessingException e) {
            throw ApiFailure.badRequest("The request is not JSON, or has the same key twice.");
        } catch (IOException e) {
            throw ApiFailure.badRequest("The request did not arrive whole.");
        }
    }

    String text(String field, int mostChars) {
        return optional(field, mostChars)
                .orElseThrow(() -> ApiFailure.badRequest("The field " + field + " is missing."));
    }

    Optional<String> optional(String field, int mostChars) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().length() > mostChars) {
            throw ApiFailure.badRequest(
                    "The field " + field + " must be a text of at most " + mostChars + " characters.");
        }
        return Optional.of(value.textValue());
    }

    /** A person's name as it will be shown: a blank one counts as none. */
    Optional<String> name(String field) {
        Optional<String> name = optional(field, MAX_NAME).map(String::strip).filter(text -> !text.isEmpty());
        if (name.isPresent() && name.get().chars().anyMatch(Character::isISOControl)) {
            throw ApiFailure.badRequest("The field " + field + " has characters that a name cannot have.");
        }
        return name;
    }

    static void reply(Context context, int status, Map<String, ?> body) {
        try {
            context.status(status).contentType("application/json").result(MAPPER.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts always have a JSON form", e);
        }
    }

    static void reply(Context context, ApiFailure failure) {
        reply(context, failure.status(), Map.of("code", failure.code(), "message", failure.message()));
    }
}
