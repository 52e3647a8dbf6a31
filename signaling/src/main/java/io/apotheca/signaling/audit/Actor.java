// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.audit;

import org.jspecify.annotations.Nullable;

/** Who did it: a staff account, a visitor's participant, the server itself, its operator, or somebody unknown. */
public record Actor(Kind kind, @Nullable String id) {
    public enum Kind {
        STAFF,
        VISITOR,
        SYSTEM,
        /** Somebody at the server's command line. */
        OPERATOR,
        UNKNOWN
    }

    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null);
    public static final Actor OPERATOR = new Actor(Kind.OPERATOR, null);
    public static final Actor UNKNOWN = new Actor(Kind.UNKNOWN, null);

    public static Actor staff(String accountId) {
        return new Actor(Kind.STAFF, accountId);
    }

    public static Actor visitor(String participantId) {
        return new Actor(Kind.VISITOR, participantId);
    }
}
