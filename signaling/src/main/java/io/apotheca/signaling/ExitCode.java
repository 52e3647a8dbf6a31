// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

/** What the process ends with when it could not start. */
enum ExitCode {
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

    int value() {
        return value;
    }
}
