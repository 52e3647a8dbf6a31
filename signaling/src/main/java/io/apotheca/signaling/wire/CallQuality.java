// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.util.List;

/** How everybody in one consultation is connected, and what they are shown, at one moment. */
public record CallQuality(String consultation, List<ParticipantQuality> participants) {
    public CallQuality {
        consultation = Limits.id("consultation", consultation);
        participants = Limits.list("participants", participants, Limits.PEOPLE);
    }
}
