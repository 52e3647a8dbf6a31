// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media;

/** The media server cannot start. The message is one line for an operator: what is wrong and what to do. */
public final class MediaStartException extends Exception {
    private static final long serialVersionUID = 1;

    public MediaStartException(String message) {
        super(message);
    }

    public MediaStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
