// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.media;

import java.io.Serial;

/** The media service did not do what it was asked for. Code and message may go to the client. */
public final class MediaRefusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    MediaRefusal(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
