// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

/** What the process ends with when it could not do what it was asked. */
public enum ExitCode {
    /** It ran to its end, and what it measured is not good enough. */
    CHECK(1),
    PORT(2),
    SETTINGS(3),
    STORAGE(4),
    MEDIA(5),
    USAGE(64),
    INTERNAL(70);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
