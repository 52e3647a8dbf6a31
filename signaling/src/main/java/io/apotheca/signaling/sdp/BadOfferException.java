// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.io.Serial;

/** An offer cannot be answered. Code and message may go back to the client: they hold nothing of the SDP. */
public final class BadOfferException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    public BadOfferException(String code, String message) {
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
