// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.rtp.codec.Vp8Descriptor;
import io.apotheca.media.testing.Allocated;
import org.junit.jupiter.api.Test;

class RewriterAllocationTest {
    private static final int PACKETS = 100_000;

    private long sequence = 65536;

    @Test
    void rewritersAllocateNothing() {
        SequenceRewriter sequences = new SequenceRewriter();
        TimestampRewriter timestamps = new TimestampRewriter(90_000);
        Vp8Rewriter codec = new Vp8Rewriter();
        Vp8Descriptor first = new Vp8Descriptor();
        byte[] payload = {(byte) 0x90, (byte) 0xE0, (byte) 0x81, 1, 1, 0, 0, 0};
        long bytes = Allocated.by(() -> {
            for (int i = 0; i < PACKETS; i++) {
                sequence++;
                if (i % 1000 == 0) {
                    sequences.switchSource(sequence);
                    timestamps.switchSource(sequence, sequence);
                    first.wrap(payload, 0, payload.length);
                    codec.switchSource(first);
                }
                if (i % 9 == 8) {
                    sequences.drop(sequence);
                }
                sequences.map(sequence - i % 5);
                sequences.reverse(sequences.extend(i & 0xFFFF));
                timestamps.map(sequence * 3000);
                codec.rewrite(payload, 0, payload.length);
            }
        });
        assertThat(bytes).isLessThan(PACKETS / 100);
    }
}
