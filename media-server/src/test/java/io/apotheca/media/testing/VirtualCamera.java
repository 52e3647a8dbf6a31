// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.buffer.Bytes;
import java.util.SplittableRandom;

/**
 * Thirty VP8 frames a second of one to three packets, and a key frame of eight when it begins or somebody asks. The
 * descriptor has a 15-bit picture id and a base layer index, as browsers send them. In three temporal layers, frames are of
 * layers 0, 2, 1, 2 in turn, the last of them referring to the one of layer 1 and so without the mark of a layer sync.
 */
public final class VirtualCamera {
    static final long FRAME_NANOS = 33_333_333;

    private static final int KEY_PACKETS = 8;
    private static final int DESCRIPTOR = 6;
    static final int PACKET = 1100;
    private static final int[] REFERS_BACK = {4, 1, 2, 1};
    /** Layers 0, 2, 1, 2; the second and third refer to the base layer only. */
    private static final int[] LAYER_OCTETS = {0, 0xA0, 0x60, 0x80};

    private final VirtualStream stream;
    private final SplittableRandom random;
    private final int publisher;
    private final boolean layered;
    private final int packetBytes;
    private int pictureId;
    private int tl0PicIdx;
    private int sinceBase;
    private int frames;
    private int keyframes;
    private int keyframeRequests;
    private boolean keyframeWanted = true;
    private long nextNanos = Long.MAX_VALUE;

    VirtualCamera(VirtualStream stream, int publisher, SplittableRandom random) {
        this(stream, publisher, random, false, PACKET);
    }

    /** {@code layered} in three temporal layers; of packets of up to so many bytes. */
    VirtualCamera(VirtualStream stream, int publisher, SplittableRandom random, boolean layered, int packetBytes) {
        this.packetBytes = packetBytes;
        this.layered = layered;
        this.stream = stream;
        this.publisher = publisher;
        this.random = random;
        this.pictureId = random.nextInt(1 << 15);
        this.tl0PicIdx = random.nextInt(1 << 8);
    }

    public VirtualStream stream() {
        return stream;
    }

    public int frames() {
        return frames;
    }

    public int keyframes() {
        return keyframes;
    }

    /** Picture loss indications that came. */
    public int keyframeRequests() {
        return keyframeRequests;
    }

    public void start(long nowNanos) {
        nextNanos = nowNanos;
        keyframeWanted = true;
    }

    public void stop() {
        nextNanos = Long.MAX_VALUE;
    }

    void onPictureLoss() {
        keyframeRequests++;
        keyframeWanted = true;
    }

    long nextNanos() {
        return nextNanos;
    }

    /** Captures and sends one frame. */
    void onDeadline() {
        boolean key = keyframeWanted;
        keyframeWanted = false;
        int count = key ? KEY_PACKETS : random.nextInt(1, 4);
        pictureId = pictureId + 1 & 0x7FFF;
        sinceBase = key || !layered ? 0 : (sinceBase + 1) % 4;
        int refersTo = key ? -1 : layered ? frames - REFERS_BACK[sinceBase] : frames - 1;
        tl0PicIdx = sinceBase == 0 ? tl0PicIdx + 1 & 0xFF : tl0PicIdx;
        for (int index = 0; index < count; index++) {
            byte[] payload = payload(key, index);
            new Stamp(publisher, frames, index, count, refersTo, nextNanos).write(payload, DESCRIPTOR + 1);
            stream.send(index == count - 1, nextNanos, payload);
        }
        frames++;
        keyframes += key ? 1 : 0;
        nextNanos += FRAME_NANOS;
    }

    private byte[] payload(boolean key, int index) {
        byte[] payload = new byte[random.nextInt(packetBytes / 2, packetBytes)];
        Bytes.put8(payload, 0, index == 0 ? 0x90 : 0x80);
        Bytes.put8(payload, 1, 0xE0);
        Bytes.put16(payload, 2, 0x8000 | pictureId);
        Bytes.put8(payload, 4, tl0PicIdx);
        Bytes.put8(payload, 5, LAYER_OCTETS[sinceBase]);
        Bytes.put8(payload, DESCRIPTOR, key ? 0 : 1);
        return payload;
    }

    /** Where the stamp stands behind a descriptor of this length. */
    static int stampAt(int descriptorLength) {
        return descriptorLength + 1;
    }
}
