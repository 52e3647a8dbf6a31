// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for a view on any bytes at all. */
final class Vp9Descriptors {
    private Vp9Descriptors() {}

    /** Wraps a copy and, if that is a descriptor, checks that its values are in range and that rewriting keeps the rest. */
    static void assertInside(Vp9Descriptor descriptor, byte[] original) {
        byte[] bytes = original.clone();
        if (!descriptor.wrap(bytes, 0, bytes.length)) {
            return;
        }
        assertThat(descriptor.length()).isBetween(1, bytes.length - 1);
        assertThat(descriptor.temporalLayer()).isBetween(0, 7);
        assertThat(descriptor.spatialLayer()).isBetween(0, 7);
        assertThat(descriptor.referenceCount()).isBetween(0, 3);
        assertThat(descriptor.spatialLayers()).isBetween(0, 8);
        assertThat(descriptor.keyframe() && descriptor.interPicture()).isFalse();
        int pictureId = descriptor.pictureId();
        int tl0PicIdx = descriptor.tl0PicIdx();
        assertThat(pictureId).isBetween(-1, (1 << descriptor.pictureIdBits()) - 1);
        descriptor.pictureId(pictureId + 1);
        descriptor.tl0PicIdx(tl0PicIdx + 1);
        assertThat(descriptor.hasPictureId() && descriptor.pictureId() == pictureId)
                .isFalse();
        assertThat(descriptor.tl0PicIdx()).isEqualTo(tl0PicIdx < 0 ? -1 : (tl0PicIdx + 1) & 0xFF);
        descriptor.pictureId(pictureId);
        descriptor.tl0PicIdx(tl0PicIdx);
        assertThat(bytes).isEqualTo(original);
    }
}
