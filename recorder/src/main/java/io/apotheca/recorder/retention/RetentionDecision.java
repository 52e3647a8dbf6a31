// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.retention;

import java.time.Instant;
import java.util.Optional;

/** What the rules say of an item. */
public sealed interface RetentionDecision {
    KeptItem item();

    /** It stays; until when, if there is a rule. */
    record Keep(KeptItem item, Optional<Instant> until) implements RetentionDecision {}

    /** It stays because of a hold. */
    record Held(KeptItem item, boolean over) implements RetentionDecision {}

    /** Its time is over. */
    record Delete(KeptItem item, Instant since) implements RetentionDecision {}
}
