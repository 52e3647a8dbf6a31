// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.time.Instant;

/** One who waits to be admitted to a consultation. */
public record WaitingPerson(String participant, String consultation, String name, Instant since) {
    public WaitingPerson {
        participant = Limits.id("participant", participant);
        consultation = Limits.id("consultation", consultation);
        name = Limits.name("name", name);
        since = Limits.present("since", since);
    }

    /** Without the name. */
    @Override
    public String toString() {
        return "WaitingPerson[" + participant + ", " + consultation + ", " + since + "]";
    }
}
