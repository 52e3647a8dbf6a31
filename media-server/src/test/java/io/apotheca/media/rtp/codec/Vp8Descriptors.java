// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for a view on any bytes at all. */
final class Vp8Descriptors {
    private Vp8Descriptors() {}

    /** Wraps a copy and, if that is a descriptor, checks that its values are in range and that rewriting keeps the rest. */
    static void assertInside(Vp8Descriptor descriptor, byte[] original) {
        byte[] bytes = original.clone();
        if (!descriptor.wrap(bytes, 0, bytes.length)) {
            return;
        }
        assertThat(descriptor.length()).isBetween(1, Math.min(6, bytes.length - 1));
        assertThat(descriptor.temporalLayer()).isBetween(0, 3);
        assertThat(descriptor.keyIdx()).isBetween(-1, 31);
        assertThat(descriptor.keyframe() && !descriptor.startOfFrame()).isFalse();
        int pictureId = descriptor.pictureId();
        int tl0PicIdx = descriptor.tl0PicIdx();
        assertThat(pictureId).isBetween(-1, (1 << descriptor.pictureIdBits()) - 1);
        assertThat(tl0PicIdx).isBetween(-1, 255);

        descriptor.pictureId(pictureId + 1);
        descriptor.tl0PicIdx(tl0PicIdx + 1);
        assertThat(descriptor.hasPictureId() && descriptor.pictureId() == pictureId)
                .isFalse();
        assertThat(descriptor.hasTl0PicIdx() && descriptor.tl0PicIdx() == tl0PicIdx)
                .isFalse();
        descriptor.pictureId(pictureId);
        descriptor.tl0PicIdx(tl0PicIdx);
        assertThat(bytes).isEqualTo(original);
    }
}
