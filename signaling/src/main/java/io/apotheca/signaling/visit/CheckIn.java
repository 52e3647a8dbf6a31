// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.visit;

import io.apotheca.signaling.consultation.Participant;
import io.apotheca.signaling.token.Token;

/** What came of using a visit link. */
public sealed interface CheckIn {
    /** In the waiting room; the token is the visitor's session. */
    record Done(Participant participant, Token session) implements CheckIn {}

    /** The link does not say who comes, and neither did the visitor. */
    record NameMissing() implements CheckIn {}

    /** The link is not open. */
    record Refused(LinkState link) implements CheckIn {}
}
