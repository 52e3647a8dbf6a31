// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import io.apotheca.recorder.archive.PartName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps parts of archives. Everything takes as long as it takes, fails with {@link IOException}, and can be tried again; what
 * was done before is found and not done twice.
 */
public interface ArchiveStore {
    /**
     * Returns when the part is there for good, and is what the file is: then the file may go. What is there is never replaced
     * by something else.
     */
    void put(PartName name, Path file) throws IOException;

    /** All parts that are here, in order. */
    List<PartName> parts() throws IOException;

    /** Fails with {@link NoSuchFileException} when the part is not here, as does {@link #read}. */
    long lengthBytes(PartName name) throws IOException;

    /** Fills the buffer from that position on; fails when there is not so much. */
    void read(PartName name, long position, ByteBuffer to) throws IOException;

    /** Makes the part one that nobody can open any more. When this returns, no copy of the wrapped keys is here. */
    void destroyKeys(PartName name) throws IOException;

    /** Deletes the part, whether it is here or not. */
    void delete(PartName name) throws IOException;
}
