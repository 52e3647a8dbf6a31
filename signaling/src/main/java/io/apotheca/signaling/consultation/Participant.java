// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One stay of one person in a consultation, as it is stored. Staff have the session they are here with. */
public record Participant(
        String id,
        String consultationId,
        Person.Role role,
        String name,
        State state,
        boolean present,
        @Nullable String staffSessionId,
        Instant since) {

    /** Stored by name: never rename one. */
    public enum State {
        WAITING,
        ADMITTED,
        DECLINED,
        REMOVED,
        LEFT,
        ENDED;

        /** Nothing leads out of it. */
        public boolean last() {
            return this != WAITING && this != ADMITTED;
        }
    }

    /** Without the name. */
    @Override
    public String toString() {
        return "Participant[" + id + ", " + role + ", " + state + "]";
    }
}
