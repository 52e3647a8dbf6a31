// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import org.jspecify.annotations.Nullable;

/** What is to be recorded of a consultation, nothing when absent, and what somebody who waits for it says to that. */
public record RecordingPlan(
        @Nullable RecordedContent content, @Nullable ConsentState consent) {}
