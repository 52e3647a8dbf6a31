// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.codec.Vp8Descriptor;

/**
 * Continues VP8's picture id, base layer index and key frame index (RFC 7741 4.2) over a switch of the source: the first
 * payload of the new source gets the value after the highest sent. Picture ids close up where frames of higher temporal
 * layers are left out, since a receiver waits for a picture id that is missing.
 *
 * <p>The descriptor keeps the layout it came with, so rewriting never moves the payload: a field the source does not send
 * is not added, and a picture id of 7 bits stays one, counting modulo 128 in step with the 15 bits of other sources.
 * Late and retransmitted packets get the same bytes again. Owned by its MediaLoop.
 */
final class Vp8Rewriter implements CodecRewriter {
    private static final long FIRST_CYCLE = 1 << 16;

    private final Vp8Descriptor view = new Vp8Descriptor();
    private final SequenceRewriter pictures = new SequenceRewriter(0);
    private final RunningIndex baseLayer = new RunningIndex(8);
    private final RunningIndex keyframe = new RunningIndex(5);
    private long newest;
    private boolean numbered;

    @Override
    public void switchSource(IngressPacket first) {
        switchSource(first.vp8);
    }

    @Override
    public void leaveOut(IngressPacket packet) {
        leaveOut(packet.vp8);
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
    void switchSource(Vp8Descriptor first) {
        baseLayer.release();
        keyframe.release();
        numbered = first.hasPictureId();
        if (numbered) {
            newest = FIRST_CYCLE + first.pictureId();
            pictures.switchSource(newest);
        }
        if (first.hasTl0PicIdx()) {
            baseLayer.settle(first.tl0PicIdx());
        }
        if (first.keyIdx() >= 0) {
            keyframe.settle(first.keyIdx());
        }
    }

    /** The frame of this descriptor is left out. */
    void leaveOut(Vp8Descriptor descriptor) {
        if (descriptor.hasPictureId() && numbered) {
            pictures.drop(unwrap(descriptor));
        }
    }

    /** Rewrites a descriptor of the current source in place. */
    void rewrite(Vp8Descriptor descriptor) {
        if (descriptor.hasPictureId()) {
            if (!numbered) {
                numbered = true;
                newest = FIRST_CYCLE + descriptor.pictureId();
                pictures.switchSource(newest);
            }
            long mapped = pictures.map(unwrap(descriptor));
            descriptor.pictureId((int) mapped & 0x7FFF);
        }
        if (descriptor.hasTl0PicIdx()) {
            descriptor.tl0PicIdx(baseLayer.map(descriptor.tl0PicIdx(), 8));
        }
        if (descriptor.keyIdx() >= 0) {
            descriptor.keyIdx(keyframe.map(descriptor.keyIdx(), 5));
        }
    }

    /** The picture id without wrapping, by the nearest distance to the newest. */
    private long unwrap(Vp8Descriptor descriptor) {
        int range = 1 << descriptor.pictureIdBits();
        int ahead = (int) (descriptor.pictureId() - newest) & range - 1;
        long unwrapped = newest + (ahead >= range / 2 ? ahead - range : ahead);
        newest = Math.max(newest, unwrapped);
        return unwrapped;
    }
}
