// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.signaling.wire.RecordedContent;
import org.jspecify.annotations.Nullable;

/** What staff last decided about recording a consultation; it outlasts a restart. */
public record StaffDecision(@Nullable RecordedContent content) {
    private static final String NONE = "NONE";

    static StaffDecision read(String stored) {
        return new StaffDecision(NONE.equals(stored) ? null : RecordedContent.valueOf(stored));
    }

    String stored() {
        return content == null ? NONE : content.name();
    }
}
