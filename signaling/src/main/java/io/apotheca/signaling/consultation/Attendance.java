// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.Person;
import java.util.List;

/**
 * Who is here, without saying who: for figures.
 *
 * @param open consultations that somebody is in
 * @param people everybody who waits or is in one
 */
public record Attendance(int open, List<Attendee> people) {
    static final Attendance NOBODY = new Attendance(0, List.of());

    public Attendance {
        people = List.copyOf(people);
    }

    /** How far somebody has come. */
    public enum Stage {
        WAITING,
        /** Admitted; media does not flow yet. */
        CONNECTING,
        CONNECTED,
        RECONNECTING
    }

    /** One of those who are here. */
    public record Attendee(Person.Role role, Stage stage) {}
}
