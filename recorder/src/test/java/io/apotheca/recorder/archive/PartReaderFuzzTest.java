// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Files that anybody may have written: each is found to be something, and none makes the reader fail otherwise. */
class PartReaderFuzzTest {
    private static final int MOST = 1 << 16;

    /** The key that the corpus was recorded for: 32 times 7. */
    static final RecordsPrivateKey KEY = key();

    private static RecordsPrivateKey key() {
        byte[] bytes = new byte[RecordsPrivateKey.LENGTH];
        Arrays.fill(bytes, (byte) 7);
        return RecordsPrivateKey.of(bytes).orElseThrow();
    }

    @FuzzTest
    void verifies(byte[] file) {
        for (boolean open : new boolean[] {true, false}) {
            assertThat(Recorded.verify(file, open, Optional.of(KEY))).isNotNull();
            assertThat(Recorded.verify(file, open, Optional.empty())).isNotNull();
        }
    }

    @FuzzTest
    void reads(byte[] file) throws IOException {
        ByteBuffer to = ByteBuffer.allocate(MOST);
        try {
            PartReader reader = PartReader.open(new Bytes(file), KEY);
            long length = reader.mediaBytes();
            assertThat(reader.media(0, to)).isLessThanOrEqualTo((int) Math.min(length, MOST));
            reader.media(length / 2, to.clear());
        } catch (PartException e) {
            assertThat(e.problem()).isNotNull();
        }
    }

    /** What the cipher lets through only its writer wrote; all the same it is read with care. */
    @FuzzTest
    void segments(byte[] plain) {
        Segment.parse(ByteBuffer.wrap(plain), true)
                .ifPresent(segment -> assertThat(segment.mediaEnd()).isGreaterThanOrEqualTo(segment.mediaPosition()));
    }
}
