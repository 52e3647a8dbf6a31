// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The file of a part that is being written. Everything can be tried again after it failed. */
public interface PartFile {
    /** Writes all that remains in {@code bytes} at that position. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Returns when everything written is where a power cut leaves it. */
    void force() throws IOException;

    /** Gives the file the name of a part that has its end, and closes it. */
    void finish() throws IOException;

    /** Leaves the file as it is. */
    void close();
}
