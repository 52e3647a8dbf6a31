// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.codec.Vp8Descriptor;

/**
 * Continues VP8's picture id, base layer index and key frame index (RFC 7741 4.2) over a switch of the source: the first
 * payload of the new source gets the value after the highest sent.
 *
 * <p>The descriptor keeps the layout it came with, so rewriting never moves the payload: a field the source does not send
 * is not added, and a picture id of 7 bits stays one, counting modulo 128 in step with the 15 bits of other sources.
 * Each field's offset is constant from switch to switch, so late and retransmitted packets get the same bytes again.
 * Frames are not left out within one source, so nothing else has to be closed up. Owned by its MediaLoop.
 */
public final class Vp8Rewriter implements CodecRewriter {
    private final Vp8Descriptor view = new Vp8Descriptor();
    private final RunningIndex picture = new RunningIndex(15);
    private final RunningIndex baseLayer = new RunningIndex(8);
    private final RunningIndex keyframe = new RunningIndex(5);

    @Override
    public void switchSource(byte[] bytes, int offset, int length) {
        if (view.wrap(bytes, offset, length)) {
            switchSource(view);
        }
    }

    @Override
    public boolean rewrite(byte[] bytes, int offset, int length) {
        if (!view.wrap(bytes, offset, length)) {
            return false;
        }
        rewrite(view);
        return true;
    }

    /** Another source, or the same after a pause, begins with this descriptor, which is not changed yet. */
    public void switchSource(Vp8Descriptor first) {
        picture.release();
        baseLayer.release();
        keyframe.release();
        if (first.hasPictureId()) {
            picture.settle(first.pictureId());
        }
        if (first.hasTl0PicIdx()) {
            baseLayer.settle(first.tl0PicIdx());
        }
        if (first.keyIdx() >= 0) {
            keyframe.settle(first.keyIdx());
        }
    }

    /** Rewrites a descriptor of the current source in place. */
    public void rewrite(Vp8Descriptor descriptor) {
        if (descriptor.hasPictureId()) {
            descriptor.pictureId(picture.map(descriptor.pictureId(), descriptor.pictureIdBits()));
        }
        if (descriptor.hasTl0PicIdx()) {
            descriptor.tl0PicIdx(baseLayer.map(descriptor.tl0PicIdx(), 8));
        }
        if (descriptor.keyIdx() >= 0) {
            descriptor.keyIdx(keyframe.map(descriptor.keyIdx(), 5));
        }
    }
}
