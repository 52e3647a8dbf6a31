// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.audit;

/** What happened. The names are stored: never rename one. */
public enum Action {
    SIGN_IN,
    SIGN_IN_FAILED,
    SIGN_OUT,
    LINK_CREATED,
    LINK_USED,
    CHECK_IN,
    /** A staff member took a place in a consultation. */
    ENTER,
    ADMIT,
    DECLINE,
    /** Media was joined: an offer is being answered. */
    JOIN,
    REMOVE,
    LEAVE,
    /** Somebody who had been away for longer than the grace is back in the waiting room. */
    RETURN,
    /** The last staff member left, and the visitor's consultation was over with that. */
    END
}
