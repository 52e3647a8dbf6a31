// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * Which layers were selected at each of the newest {@link #FRAMES} frames of one stream, so that a late or retransmitted
 * packet meets the decision its frame met. Frames are numbered by a wrapping picture id or frame number. Owned by its
 * {@link LayerFilter}.
 */
final class SelectionHistory {
    static final int FRAMES = 256;
    private static final long FIRST = 1L << 17;
    private static final long NONE = -1;

    private final byte[] selections = new byte[FRAMES];
    private final boolean[] forwarded = new boolean[FRAMES];
    private long newest = NONE;
    private long oldest = NONE;

    /** Forgets all frames. */
    void restart() {
        newest = NONE;
        oldest = NONE;
    }

    /** The number without wrapping, by the nearest distance to the newest. */
    long unwrap(int id, int bits) {
        if (newest == NONE) {
            return FIRST + id;
        }
        int range = 1 << bits;
        int ahead = (int) (id - newest) & range - 1;
        return newest + (ahead >= range / 2 ? ahead - range : ahead);
    }

    boolean isNew(long frame) {
        return frame > newest;
    }

    boolean isNewest(long frame) {
        return frame == newest;
    }

    /** A new frame has come with this selection; the frames before it that have not come are given {@code before}. */
    void advance(long frame, int before, int selection) {
        if (newest == NONE) {
            oldest = frame;
        } else {
            for (long missed = Math.max(newest + 1, frame - FRAMES); missed < frame; missed++) {
                selections[slot(missed)] = (byte) before;
                forwarded[slot(missed)] = false;
            }
        }
        newest = frame;
        oldest = Math.max(oldest, newest - FRAMES + 1);
        forwarded[slot(frame)] = false;
        selections[slot(frame)] = (byte) selection;
    }

    /** Changes the selection of the newest frame. */
    void change(int selection) {
        selections[slot(newest)] = (byte) selection;
    }

    /** The selection at a frame; {@code otherwise} when it is not remembered. */
    int at(long frame, int otherwise) {
        return known(frame) ? selections[slot(frame)] : otherwise;
    }

    void markForwarded(long frame) {
        if (known(frame)) {
            forwarded[slot(frame)] = true;
        }
    }

    /** Whether any packet of the frame was forwarded; false when it is not remembered. */
    boolean wasForwarded(long frame) {
        return known(frame) && forwarded[slot(frame)];
    }

    private boolean known(long frame) {
        return newest != NONE && frame >= oldest && frame <= newest;
    }

    private static int slot(long frame) {
        return (int) frame & FRAMES - 1;
    }
}
