// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.recorder.control.v1.PartEnded;
import java.util.HexFormat;

/** How a part of an archive ended: the SHA-256 of the whole file in hexadecimal, and its length in bytes. */
record PartEnd(int number, String digest, long length, Outcome outcome) {
    /** Stored by name: never rename one. */
    enum Outcome {
        WHOLE,
        /** Closed off after a crash. */
        UNFINISHED
    }

    static PartEnd of(PartEnded ended, Outcome outcome) {
        return new PartEnd(
                ended.getPart(), HexFormat.of().formatHex(ended.getDigest().toByteArray()), ended.getLength(), outcome);
    }
}
