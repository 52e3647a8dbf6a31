// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

import io.apotheca.signaling.consultation.Attendance;
import io.apotheca.signaling.consultation.Attendance.Attendee;
import io.apotheca.signaling.consultation.Attendance.Stage;
import io.apotheca.signaling.wire.Person;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** Consultations and the people in them and before them. */
public final class ConsultationMeters {
    private static final Figure OPEN = new Figure("apotheca.consultations.open", "Consultations that somebody is in.");
    private static final Figure PEOPLE = new Figure(
            "apotheca.participants", "People in the waiting rooms and in consultations, by role and how far they are.");

    private final Cells cells;

    public ConsultationMeters(MeterRegistry registry) {
        this.cells = new Cells(registry);
    }

    /** Takes over who is here now. */
    public void take(Attendance now) {
        cells.set(OPEN, Tags.empty(), now.open());
        for (Person.Role role : Person.Role.values()) {
            for (Stage stage : Stage.values()) {
                Attendee kind = new Attendee(role, stage);
                cells.set(PEOPLE, Tags.of("role", word(role), "state", word(stage)), (double)
                        now.people().stream().filter(kind::equals).count());
            }
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
