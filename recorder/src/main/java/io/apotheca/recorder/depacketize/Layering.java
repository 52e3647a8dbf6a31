// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

/** A frame's place among its stream's pictures and temporal layers, as far as the payload format tells. Reused. */
final class Layering {
    static final int UNKNOWN = -1;

    int pictureId = UNKNOWN;
    int pictureIdBits;
    int temporalLayer;
    /** The running index of base layer frames, 8 bits: this frame's, or that of the base layer frame it builds on. */
    int baseIndex = UNKNOWN;
    /** The frame refers to the base layer only. */
    boolean refersToBaseOnly;
    /** Frames of higher layers that follow refer to none of higher layers from before this frame. */
    boolean opensHigherLayers;

    /** Says nothing of any frame. */
    void clear() {
        pictureId = UNKNOWN;
        pictureIdBits = 0;
        temporalLayer = 0;
        baseIndex = UNKNOWN;
        refersToBaseOnly = false;
        opensHigherLayers = false;
    }
}
