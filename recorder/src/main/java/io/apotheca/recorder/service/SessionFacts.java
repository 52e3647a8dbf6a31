// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apotheca.recorder.control.v1.Begin;
import io.apotheca.recorder.control.v1.Content;
import io.apotheca.recorder.control.v1.Fact;
import io.apotheca.recorder.session.NoteText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What signaling has told of a session: where its timeline begins, what each part begins with, who people are. Bounded. Not
 * thread-safe.
 */
final class SessionFacts {
    /** Further ones that come while no part takes them are given up. */
    private static final int MOST_WAITING = 256;

    private static final int MOST_PEOPLE = 256;

    /** A first part's zero is not longer ago than that. */
    private static final long MOST_AGO_MILLIS = 60_000;

    private static final String SESSION = "session";
    private static final String PERSON = "person";
    private static final String EPOCH = "epochMillis";

    private final long originMillis;
    private final List<ObjectNode> opening = new ArrayList<>();
    private final Map<String, ObjectNode> people = new LinkedHashMap<>();
    private final List<ObjectNode> waiting = new ArrayList<>();

    /** @param nowMillis since 1970 */
    SessionFacts(Begin begin, long nowMillis) {
        List<ObjectNode> given = begin.getFactsList().stream()
                .map(Fact::getJson)
                .map(NoteText::fact)
                .flatMap(Optional::stream)
                .toList();
        ObjectNode session = given.stream()
                .filter(fact -> NoteText.kind(fact).equals(SESSION))
                .findFirst()
                .orElseGet(() -> session(begin));
        originMillis = origin(begin, session.path(EPOCH).asLong(), nowMillis);
        session.put(EPOCH, originMillis);
        session.put("timeMillis", 0);
        opening.add(session);
        for (ObjectNode fact : given) {
            if (!fact.equals(session)) {
                add(fact, opening);
            }
        }
    }

    private static ObjectNode session(Begin begin) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("note", SESSION)
                .put("archive", begin.getArchiveId())
                .put("content", begin.getContent() == Content.CONTENT_AUDIO ? "AUDIO" : "AUDIO_AND_VIDEO");
    }

    private static long origin(Begin begin, long epochMillis, long nowMillis) {
        if (begin.getOriginMillis() > 0 && begin.getOriginMillis() <= nowMillis) {
            return begin.getOriginMillis();
        }
        boolean plausible = epochMillis <= nowMillis && epochMillis > nowMillis - MOST_AGO_MILLIS;
        return plausible ? epochMillis : nowMillis;
    }

    /** When timestamps were 0, milliseconds since 1970. */
    long originMillis() {
        return originMillis;
    }

    /** What a person is called; empty where nobody has said. */
    String name(String participant) {
        ObjectNode person = people.get(participant);
        return person == null ? "" : person.path("name").asText("");
    }

    /** Something more is to be known; {@link #takeWaiting} hands it out. False for what is no fact, or one too many. */
    boolean add(String json) {
        Optional<ObjectNode> fact = NoteText.fact(json);
        return fact.isPresent() && waiting.size() < MOST_WAITING && add(fact.get(), waiting);
    }

    private boolean add(ObjectNode fact, List<ObjectNode> to) {
        String participant = fact.path("participant").asText("");
        if (NoteText.kind(fact).equals(PERSON) && (people.size() < MOST_PEOPLE || people.containsKey(participant))) {
            people.put(participant, fact);
        }
        return to.add(fact);
    }

    /** What a new part begins with: the facts that the session began with, and whoever has come since. What waits stays. */
    List<ObjectNode> opening() {
        List<ObjectNode> all = new ArrayList<>(opening);
        people.values().stream()
                .filter(person -> !opening.contains(person) && !waiting.contains(person))
                .forEach(all::add);
        return all;
    }

    /** What has come since the last call. */
    List<ObjectNode> takeWaiting() {
        List<ObjectNode> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
