// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;

/** What is left of the disk is for others. */
final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1;

    DiskFullException() {
        super("no space left for recordings");
    }
}
