// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One who waits to be admitted to a consultation; the plan is there where recording is set up. */
public record WaitingPerson(
        String participant,
        String consultation,
        String name,
        Instant since,
        @Nullable RecordingPlan recording) {
    public WaitingPerson {
        participant = Limits.id("participant", participant);
        consultation = Limits.id("consultation", consultation);
        name = Limits.name("name", name);
        since = Limits.present("since", since);
    }

    public WaitingPerson(String participant, String consultation, String name, Instant since) {
        this(participant, consultation, name, since, null);
    }

    /** Without the name. */
    @Override
    public String toString() {
        return "WaitingPerson[" + participant + ", " + consultation + ", " + since + "]";
    }
}
