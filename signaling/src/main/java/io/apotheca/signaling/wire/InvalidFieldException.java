// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.io.Serial;

/** A field of a message is missing or breaks its limits. The text is fit for people and never holds the value. */
final class InvalidFieldException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidFieldException(String field, String problem) {
        super("The field \"" + field + "\" " + problem + ".");
    }
}
