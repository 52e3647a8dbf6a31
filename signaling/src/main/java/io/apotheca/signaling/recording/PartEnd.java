// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.recorder.control.v1.PartEnded;
import io.apotheca.recorder.control.v1.RecoveredPart;
import java.util.HexFormat;
import java.util.Optional;

/** How a part of an archive ended: the SHA-256 of the whole file in hexadecimal, empty where it is not known, and its length in bytes. */
record PartEnd(int number, String digest, long length, Outcome outcome) {
    /** Stored by name: never rename one. */
    enum Outcome {
        WHOLE,
        /** Closed off after a crash. */
        UNFINISHED,
        /** Nothing of it was found that anybody could open. */
        LOST
    }

    static PartEnd of(PartEnded ended, Outcome outcome) {
        return new PartEnd(
                ended.getPart(), HexFormat.of().formatHex(ended.getDigest().toByteArray()), ended.getLength(), outcome);
    }

    /** Empty for a part that was left as it is, and for what a newer recorder says. */
    static Optional<PartEnd> of(RecoveredPart part) {
        return outcome(part)
                .map(outcome -> new PartEnd(
                        part.getPart(),
                        HexFormat.of().formatHex(part.getDigest().toByteArray()),
                        part.getLength(),
                        outcome));
    }

    private static Optional<Outcome> outcome(RecoveredPart part) {
        return switch (part.getOutcome()) {
            case WHOLE -> Optional.of(Outcome.WHOLE);
            case UNFINISHED -> Optional.of(Outcome.UNFINISHED);
            case LOST -> Optional.of(Outcome.LOST);
            case LEFT, OUTCOME_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
