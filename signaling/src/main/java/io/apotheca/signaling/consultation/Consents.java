// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.recording.StoredConsent;
import io.apotheca.signaling.wire.ConsentState;
import io.apotheca.signaling.wire.Question;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What everybody in a consultation said to being recorded. Whoever was in it and did not agree holds the recording up until
 * they agree or staff go on without them. Owned by the consultation's mailbox.
 */
final class Consents {
    private final Map<String, StoredConsent> newest = new HashMap<>();
    private final Set<String> objectors = new HashSet<>();

    void put(StoredConsent consent) {
        newest.put(consent.participantId(), consent);
    }

    void putAll(Map<String, StoredConsent> stored) {
        stored.forEach(newest::putIfAbsent);
    }

    Optional<StoredConsent> of(Member member) {
        return Optional.ofNullable(newest.get(member.id));
    }

    /** To exactly this question: an answer to another one is none. */
    ConsentState to(Question question, Member member) {
        return of(member)
                .filter(given -> given.textVersion().equals(question.version()))
                .map(StoredConsent::answer)
                .orElse(ConsentState.NEEDED);
    }

    /** Notes who of those present objects, and forgets those who have come to agree. */
    void note(Question question, List<Member> present) {
        for (Member member : present) {
            switch (to(question, member)) {
                case REFUSED, WITHDRAWN -> objectors.add(member.id);
                case GIVEN -> objectors.remove(member.id);
                case NEEDED -> {
                    // Not answered is no objection; it is waited for.
                }
            }
        }
    }

    boolean objected() {
        return !objectors.isEmpty();
    }

    /** Staff go on without those who objected and left. */
    void goOn() {
        objectors.clear();
    }

    /** After a restart: everybody who said no, whether they are back or not. */
    void noteAll() {
        newest.values().stream().filter(one -> !one.given()).forEach(one -> objectors.add(one.participantId()));
    }
}
