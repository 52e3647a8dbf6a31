// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.rtp.codec.Vp8Descriptor;

/** VP8 (RFC 7741): a descriptor, then a part of the frame. */
final class Vp8Payloads implements PayloadFormat {
    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private final Layering layering = new Layering();
    private byte[] bytes = new byte[0];
    private int offset;
    private int end;

    @Override
    public boolean wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.end = offset + length;
        return descriptor.wrap(bytes, offset, length);
    }

    @Override
    public boolean startsFrame() {
        return descriptor.startOfFrame();
    }

    @Override
    public boolean key() {
        return descriptor.keyframe();
    }

    @Override
    public boolean append(FrameBuffer frame) {
        if (frame.length() == 0) {
            layering.pictureId = descriptor.pictureId();
            layering.pictureIdBits = descriptor.pictureIdBits();
            layering.temporalLayer = descriptor.temporalLayer();
            layering.baseIndex = descriptor.tl0PicIdx();
            layering.refersToBaseOnly = descriptor.layerSync();
        }
        int from = offset + descriptor.length();
        return frame.append(bytes, from, end - from);
    }

    @Override
    public boolean complete(FrameBuffer frame) {
        return true;
    }

    @Override
    public void reset() {}

    @Override
    public Layering layering() {
        return layering;
    }
}
