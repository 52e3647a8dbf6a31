// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

/**
 * Which frames a decoder can still use after a gap. Nothing is lost if picture ids go on. Where temporal layers are
 * numbered (RFC 7741 section 4.2, RFC 9628 section 4.2), the base layer lives on if none of its frames is missing, and each
 * higher layer again from a frame on that needs nothing lost. Everything else waits for a key frame.
 */
final class Continuity {
    private static final int ALL = 0xFF;
    private static final int BASE = 1;

    /** Bit n: frames of temporal layer n can be decoded. */
    private int layers;

    private boolean gapped;
    private int pictureId = Layering.UNKNOWN;
    private int baseIndex = Layering.UNKNOWN;

    void gap() {
        gapped = true;
    }

    /** Only a key frame begins again. */
    void reset() {
        layers = 0;
    }

    /** Whether only a key frame helps. */
    boolean broken() {
        return layers == 0;
    }

    /** Whether a whole frame can be decoded; it counts as decoded then. */
    boolean admits(boolean key, Layering frame) {
        boolean lost = gapped && !follows(frame);
        gapped = false;
        pictureId = frame.pictureId;
        if (key) {
            layers = ALL;
            baseIndex = frame.baseIndex;
            return true;
        }
        if (lost && layers != 0) {
            layers = baseLives(frame) ? BASE : 0;
        }
        if (layers == 0) {
            return false;
        }
        baseIndex = frame.baseIndex;
        return admitsLayer(frame);
    }

    private boolean admitsLayer(Layering frame) {
        int own = BASE << frame.temporalLayer;
        int needed = frame.refersToBaseOnly ? BASE : own * 2 - 1;
        if ((layers & needed) != needed) {
            return false;
        }
        layers |= own;
        if (frame.opensHigherLayers) {
            layers = ALL;
        }
        return true;
    }

    private boolean follows(Layering frame) {
        return pictureId >= 0 && frame.pictureId == (pictureId + 1 & (1 << frame.pictureIdBits) - 1);
    }

    private boolean baseLives(Layering frame) {
        int expected = frame.temporalLayer == 0 ? baseIndex + 1 & 0xFF : baseIndex;
        return baseIndex >= 0 && frame.baseIndex == expected;
    }
}
