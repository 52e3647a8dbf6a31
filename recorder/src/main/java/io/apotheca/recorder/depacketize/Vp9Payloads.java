// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.rtp.codec.Vp9Descriptor;

/**
 * VP9 (RFC 9628): a descriptor, then a part of a layer frame. A picture of several spatial layers becomes one superframe
 * with an index at its end (VP9 bitstream specification, annex B), as it is stored in files.
 */
final class Vp9Payloads implements PayloadFormat {
    private static final int MOST_LAYERS = 8;
    private static final int INDEX_MARKER = 0xC0;
    private static final int FOUR_OCTETS_A_SIZE = 3 << 3;

    private final Vp9Descriptor descriptor = new Vp9Descriptor();
    private final Layering layering = new Layering();
    private final int[] starts = new int[MOST_LAYERS];
    private int layers;
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
        return descriptor.startOfFrame() && descriptor.spatialLayer() == 0;
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
            layering.opensHigherLayers = descriptor.switchingUpPoint();
        }
        if (descriptor.startOfFrame()) {
            if (layers == MOST_LAYERS) {
                return false;
            }
            starts[layers++] = frame.length();
        }
        int from = offset + descriptor.length();
        return frame.append(bytes, from, end - from);
    }

    @Override
    public boolean complete(FrameBuffer frame) {
        if (layers == 1) {
            return true;
        }
        int total = frame.length();
        int marker = INDEX_MARKER | FOUR_OCTETS_A_SIZE | layers - 1;
        boolean fits = frame.append(marker);
        for (int layer = 0; layer < layers; layer++) {
            int size = (layer + 1 < layers ? starts[layer + 1] : total) - starts[layer];
            fits &= frame.append32(Integer.reverseBytes(size));
        }
        return fits && frame.append(marker);
    }

    @Override
    public void reset() {
        layers = 0;
    }

    @Override
    public Layering layering() {
        return layering;
    }
}
