// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.io.Serial;

/** The configuration cannot be used. The message is one line for people: it names the key and says what to do. */
public final class SettingsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
