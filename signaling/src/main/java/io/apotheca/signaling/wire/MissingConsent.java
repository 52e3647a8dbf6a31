// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

/** Somebody in the consultation because of whom it is not recorded. For staff only. */
public record MissingConsent(String participant, ConsentState consent) {
    public MissingConsent {
        participant = Limits.id("participant", participant);
        consent = Limits.present("consent", consent);
    }
}
