// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.util.UUID;

/** Where parts are written. */
public interface PartFolder {
    /** The highest number of the archive's parts that are there; 0 when none is. */
    int lastPart(UUID archive) throws IOException;

    /** A new file; fails when there is one for this part. */
    PartFile create(PartName name) throws IOException;
}
