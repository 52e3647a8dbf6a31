// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One thing that happened. The detail is a code of ours, an id or a digest, never free text. */
public record AuditEntry(
        Action action,
        Actor actor,
        @Nullable String consultationId,
        @Nullable String participantId,
        @Nullable String detail) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9,:-]{1,800}");

    public AuditEntry {
        if (detail != null && !CODE.matcher(detail).matches()) {
            throw new IllegalArgumentException("an audit detail is a code");
        }
    }

    public static AuditEntry of(Action action, Actor actor) {
        return new AuditEntry(action, actor, null, null, null);
    }

    public AuditEntry about(String consultation, @Nullable String participant) {
        return new AuditEntry(action, actor, consultation, participant, detail);
    }

    public AuditEntry because(String code) {
        return new AuditEntry(action, actor, consultationId, participantId, code);
    }
}
