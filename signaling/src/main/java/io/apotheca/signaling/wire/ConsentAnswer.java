// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

/** An answer to a {@link Question}, and to which. */
public record ConsentAnswer(ConsentState answer, String version) {
    public ConsentAnswer {
        answer = Limits.answer("answer", answer);
        version = Limits.id("version", version);
    }
}
