// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.storage;

import java.io.Serial;

/** The database cannot be opened. The message is one line for people. */
public final class StorageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean inUse;

    StorageException(String message, boolean inUse) {
        super(message);
        this.inUse = inUse;
    }

    /** Whether another process has the embedded database open. */
    public boolean inUse() {
        return inUse;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
