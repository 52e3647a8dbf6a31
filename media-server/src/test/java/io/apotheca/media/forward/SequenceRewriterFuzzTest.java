// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.rtp.SequenceUnwrapper;

/** Whatever numbers a publisher sends, what is forwarded maps back to itself and nothing else does. */
class SequenceRewriterFuzzTest {
    @FuzzTest
    void mapsBackWhatItMapped(FuzzedDataProvider data) {
        SequenceRewriter rewriter = new SequenceRewriter(data.consumeInt(0, 65535));
        SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        while (data.remainingBytes() > 0) {
            long inbound = unwrapper.unwrap(data.consumeInt(0, 65535));
            long highest = rewriter.highestOutbound();
            switch (data.consumeInt(0, 7)) {
                case 0 -> {
                    rewriter.switchSource(inbound);
                    assertThat(rewriter.map(inbound)).isEqualTo(highest + 1);
                }
                case 1, 2 -> rewriter.drop(inbound);
                default -> {
                    long outbound = rewriter.map(inbound);
                    if (outbound != SequenceRewriter.DROPPED) {
                        assertThat(rewriter.reverse(outbound)).isEqualTo(inbound);
                        assertThat(rewriter.extend((int) rewriter.highestOutbound()))
                                .isEqualTo(rewriter.highestOutbound());
                    }
                }
            }
            assertThat(rewriter.highestOutbound()).isGreaterThanOrEqualTo(highest);
        }
    }
}
