// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;

/** Any bytes are read to where they stop being a stream. */
class MatroskaReaderFuzzTest {
    @FuzzTest
    void readsAnything(byte[] stream) throws IOException {
        new MatroskaReader(new ByteArrayInputStream(stream)).read(new MatroskaReader.Visitor() {
            @Override
            public void document(long position, Collection<TrackEntry> tracks) {}

            @Override
            public void block(int track, long timeMillis, boolean key, byte[] frame) {}
        });
    }
}
