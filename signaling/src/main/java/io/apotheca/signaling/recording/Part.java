// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.recorder.control.v1.PartBegun;
import java.util.HexFormat;

/** A part of an archive that has begun: its number, the ids of the records keys, the SHA-256 of its header in hexadecimal. */
record Part(int number, String keys, String headerDigest) {
    static Part of(PartBegun begun) {
        return new Part(
                begun.getPart(),
                String.join(",", begun.getKeyIdsList()),
                HexFormat.of().formatHex(begun.getHeaderDigest().toByteArray()));
    }
}
