// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import java.io.Serial;

/** An export that cannot be made as it was asked for. The message is one line for people that says what to do. */
public final class ExportException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    ExportException(String message) {
        super(message);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
