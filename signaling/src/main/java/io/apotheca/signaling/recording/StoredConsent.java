// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.signaling.wire.ConsentState;
import java.time.Instant;

/** What a participant said to being recorded, to exactly which text, and when. */
public record StoredConsent(
        String consultationId, String participantId, ConsentState answer, String textVersion, Instant at) {
    public StoredConsent {
        if (answer == ConsentState.NEEDED) {
            throw new IllegalArgumentException("only answers are stored");
        }
    }

    public boolean given() {
        return answer == ConsentState.GIVEN;
    }
}
