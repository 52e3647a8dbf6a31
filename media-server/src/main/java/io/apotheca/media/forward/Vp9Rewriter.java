// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.codec.Vp9Descriptor;

/**
 * Continues VP9's picture id and base layer index (RFC 9628 4.2) over a switch of the source. Between two switches the
 * offsets are constant: a picture's references and its place in the group of pictures are told by differences of picture
 * ids, so ids must not close up where pictures are left out. Owned by its MediaLoop.
 */
final class Vp9Rewriter implements CodecRewriter {
    private final Vp9Descriptor view = new Vp9Descriptor();
    private final RunningIndex picture = new RunningIndex(15);
    private final RunningIndex baseLayer = new RunningIndex(8);

    @Override
    public void switchSource(IngressPacket first) {
        switchSource(first.vp9);
    }

    /** Another source, or the same after a pause, begins with this descriptor, which is not changed yet. */
    void switchSource(Vp9Descriptor first) {
        picture.release();
        baseLayer.release();
        if (first.hasPictureId()) {
            picture.settle(first.pictureId());
        }
        if (first.tl0PicIdx() >= 0) {
            baseLayer.settle(first.tl0PicIdx());
        }
    }

    @Override
    public void leaveOut(IngressPacket packet) {
        // the numbers of pictures that are left out stay unused
    }

    @Override
    public boolean rewrite(byte[] bytes, int offset, int length) {
        if (!view.wrap(bytes, offset, length)) {
            return false;
        }
        if (view.hasPictureId()) {
            view.pictureId(picture.map(view.pictureId(), view.pictureIdBits()));
        }
        if (view.tl0PicIdx() >= 0) {
            view.tl0PicIdx(baseLayer.map(view.tl0PicIdx(), 8));
        }
        return true;
    }
}
