// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.io.Serial;

/**
 * What a client sent is not a message. Code and message may go back to it: they hold nothing of what it sent, nor the
 * text of another exception.
 */
public final class BadMessageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    public BadMessageException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Kebab-case, stable: see PROTOCOL.md. */
    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
