// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every payload that {@link RedPayload} accepts. */
final class RedPayloads {
    private RedPayloads() {}

    static void assertInside(byte[] bytes) {
        int offset = Math.min(3, bytes.length);
        int length = bytes.length - offset;
        RedPayload red = new RedPayload();
        if (!red.wrap(bytes, offset, length)) {
            return;
        }
        assertThat(red.blocks()).isBetween(1, RedPayload.MOST_BLOCKS);
        int at = offset + RedPayload.HEADER * (red.blocks() - 1) + 1;
        for (int block = 0; block < red.blocks(); block++) {
            assertThat(red.offset(block)).isEqualTo(at);
            assertThat(red.length(block)).isNotNegative();
            assertThat(red.ticksEarlier(block)).isBetween(0, RedPayload.MOST_TICKS);
            assertThat(red.payloadType(block)).isBetween(0, 127);
            at += red.length(block);
        }
        assertThat(at).isEqualTo(bytes.length);
    }
}
