// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the notes of an archive say that an export needs: when it began, who is called what, and whose the tracks are. What
 * is no such note is passed over. Not thread-safe.
 */
final class SessionNotes {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Whose a track is, and what it shows. */
    record Owner(String participant, String source) {}

    private final Map<String, String> names = new HashMap<>();
    private final Map<Integer, Owner> numbers = new HashMap<>();
    private final Map<Long, Owner> owners = new HashMap<>();
    private OptionalLong epochMillis = OptionalLong.empty();

    /** Takes the next note. */
    void note(byte[] text) {
        JsonNode note;
        try {
            note = JSON.readTree(text);
        } catch (IOException e) {
            return;
        }
        switch (note.path("note").asText()) {
            case "session" -> {
                if (epochMillis.isEmpty() && note.path("epochMillis").isIntegralNumber()) {
                    epochMillis = OptionalLong.of(note.path("epochMillis").asLong());
                }
            }
            case "joined", "person" -> {
                if (note.hasNonNull("participant") && note.hasNonNull("name")) {
                    names.put(
                            note.path("participant").asText(), note.path("name").asText());
                }
            }
            case "trackAdded" ->
                numbers.put(
                        note.path("number").asInt(),
                        new Owner(
                                note.path("participant").asText(),
                                note.path("source").asText()));
            default -> {}
        }
    }

    /** A part is over: the next one numbers its tracks anew. */
    void partEnds(Map<Integer, Long> uids) {
        uids.forEach((number, uid) -> {
            Owner owner = numbers.get(number);
            if (owner != null) {
                owners.putIfAbsent(uid, owner);
            }
        });
        numbers.clear();
    }

    Optional<Owner> owner(long uid) {
        return Optional.ofNullable(owners.get(uid));
    }

    Optional<String> name(String participant) {
        return Optional.ofNullable(names.get(participant));
    }

    /** The time of day of timestamp 0. */
    OptionalLong epochMillis() {
        return epochMillis;
    }
}
