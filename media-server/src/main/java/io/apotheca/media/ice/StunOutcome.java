// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

/** What became of one STUN message. In both RESPOND cases the response buffer holds an answer for the same path. */
public enum StunOutcome {
    /** Answered; nothing that a transport needs to know has changed. */
    RESPOND,
    /** Answered, and the selected path is now another one. */
    RESPOND_AND_SELECTED,
    /** No, wrong or foreign credentials: no answer, nothing changed. */
    DROP_UNAUTHENTICATED,
    /** Not a binding request: an indication, or a response to something this agent never asked. */
    DROP_UNEXPECTED;

    public boolean responds() {
        return this == RESPOND || this == RESPOND_AND_SELECTED;
    }
}
