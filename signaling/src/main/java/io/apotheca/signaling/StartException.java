// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.io.Serial;

/** The process cannot start. The message is one line for people that says what to do. */
public final class StartException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public StartException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
