// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apotheca.signaling.wire.Person;
import java.util.Objects;

/** What is sealed with a recording beside sound and picture: JSON objects in the form of an archive's notes. */
public final class Facts {
    private static final JsonMapper JSON = new JsonMapper();

    private Facts() {}

    /** Why nothing is recorded for a while. Archives hold the names: never rename one. */
    public enum Reason {
        /** Somebody present does not agree, or did not. */
        WITHDRAWN,
        /** Somebody present has not answered. */
        ASKING,
        STAFF
    }

    /** What the archive is of; {@code epochMillis} is the zero of its timeline. */
    static String session(Archive archive) {
        String version = Facts.class.getPackage().getImplementationVersion();
        return text(note("session")
                .put("archive", archive.id())
                .put("consultation", archive.consultationId())
                .put("site", archive.site())
                .put("epochMillis", archive.begunAt().toEpochMilli())
                .put("content", archive.content().name())
                .put("version", Objects.requireNonNullElse(version, "unknown")));
    }

    public static String person(String participant, String name, Person.Role role) {
        return text(
                note("person").put("participant", participant).put("name", name).put("role", role.name()));
    }

    public static String consent(StoredConsent consent) {
        return text(note("consent")
                .put("participant", consent.participantId())
                .put("answer", consent.answer().name())
                .put("textVersion", consent.textVersion())
                .put("atMillis", consent.at().toEpochMilli()));
    }

    public static String paused(Reason reason) {
        return text(note("recordingPaused").put("reason", reason.name()));
    }

    public static String resumed() {
        return text(note("recordingResumed"));
    }

    private static ObjectNode note(String name) {
        return JSON.createObjectNode().put("note", name);
    }

    private static String text(ObjectNode note) {
        try {
            return JSON.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note has no JSON form", e);
        }
    }
}
