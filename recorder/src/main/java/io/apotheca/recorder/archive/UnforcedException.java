// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;

/** The disk said that it could not keep what it had taken. The system may have dropped it: asking again would tell nothing. */
final class UnforcedException extends IOException {
    private static final long serialVersionUID = 1;

    UnforcedException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
