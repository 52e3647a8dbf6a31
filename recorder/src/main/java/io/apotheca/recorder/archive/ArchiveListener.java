// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import io.apotheca.recorder.key.KeyId;
import java.util.List;

/** Is told, on the thread that writes, what the audit log wants to know of an archive. Must not throw. */
public interface ArchiveListener {
    /**
     * A part's header is on the disk.
     *
     * @param headerDigest of the header, to which all that follows is bound
     */
    void onPartBegun(PartName part, List<KeyId> recipients, Sha256 headerDigest);

    /** A part has its end, on the disk. */
    void onPartEnded(PartEnd end);
}
