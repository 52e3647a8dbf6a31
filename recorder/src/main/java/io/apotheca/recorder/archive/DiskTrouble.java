// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.util.Locale;

/** Why the disk does not take what is recorded. */
public enum DiskTrouble {
    FULL,
    /** The folder or the disk is not there, or not to be written to. */
    GONE,
    /** It takes less than is recorded. */
    SLOW;

    /** Java tells a full disk by the system's words alone. */
    static DiskTrouble of(IOException e) {
        if (e instanceof DiskFullException) {
            return FULL;
        }
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded") ? FULL : GONE;
    }
}
