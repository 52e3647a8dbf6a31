// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.time.Instant;
import java.util.List;

/** A consultation that goes on, with the names of those in it. */
public record OpenConsultation(String consultation, Instant since, List<String> people) {
    public OpenConsultation {
        consultation = Limits.id("consultation", consultation);
        since = Limits.present("since", since);
        people = Limits.list("people", people, Limits.PEOPLE);
        people.forEach(name -> Limits.name("people", name));
    }

    /** Without the names. */
    @Override
    public String toString() {
        return "OpenConsultation[" + consultation + ", " + since + ", " + people.size() + " people]";
    }
}
