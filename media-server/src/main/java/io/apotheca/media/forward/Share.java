// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * What one outbound picture has of its receiver's rate: a level, from the lowest simulcast stream or spatial layer up, or
 * {@link OutboundTrack#NOTHING}. Going down is immediate. Going up waits after a fall, longer each time a rise did not last,
 * unless the path clearly carries more than it did at the fall, and than the level took that it fell from. Owned by its
 * {@link OutboundTrack}.
 */
final class Share {
    private static final long FIRST_HOLD_NANOS = 12_000_000_000L;
    private static final long LONGEST_HOLD_NANOS = 64_000_000_000L;
    private static final double CLEARLY_MORE = 1.4;

    /** A rise that held for so long was right. */
    private static final long LASTING_NANOS = 20_000_000_000L;

    /** No picture at all is worse than a rise that was wrong: the lowest level comes back after this part of the hold. */
    private static final int SOONER = 8;

    /** A lack that passes by itself, as a key frame's, is not worth losing the picture. */
    private static final long CLINGS_NANOS = 2_000_000_000L;

    private static final long NEVER_BEFORE = Long.MIN_VALUE / 2;

    private int level = LayerFilter.ALL;
    private boolean begun;
    private boolean limited;
    private long risenNanos = NEVER_BEFORE;
    private long fallenNanos = NEVER_BEFORE;
    private long holdNanos = FIRST_HOLD_NANOS;
    private long targetAtFallBps;
    private int fallenFrom;
    private long fallenFromBps;
    private long scarceNanos = NEVER_BEFORE;

    /** Another source: nothing is known of its levels. Whether there was a share of the one before. */
    boolean begin() {
        boolean had = begun;
        level = LayerFilter.ALL;
        begun = false;
        limited = false;
        return had;
    }

    int level() {
        return level;
    }

    /** Whether there would be more to see if the path carried it. */
    boolean limited() {
        return limited;
    }

    /** {@code roomy} is whether there is clearly more room than it takes. */
    boolean mayRise(int next, long targetBps, boolean roomy, long nowNanos) {
        if (level < 0 && roomy && nowNanos - fallenNanos >= holdNanos / SOONER) {
            return true;
        }
        long notEnough = next < fallenFrom ? targetAtFallBps : Math.max(targetAtFallBps, fallenFromBps);
        return nowNanos - fallenNanos >= holdNanos || targetBps > CLEARLY_MORE * notEnough;
    }

    /** Whether the lowest level stays for now although there is a little less room than it takes. */
    boolean clings(boolean scarce, long nowNanos) {
        if (!scarce) {
            scarceNanos = NEVER_BEFORE;
        } else if (scarceNanos == NEVER_BEFORE) {
            scarceNanos = nowNanos;
        }
        return scarce && nowNanos - scarceNanos < CLINGS_NANOS;
    }

    /**
     * Another level, or the same.
     *
     * @param top the highest there is
     * @param shownBps what the level until now takes
     */
    void take(int next, int top, long shownBps, long targetBps, long nowNanos) {
        int before = Math.min(level, top);
        if (begun && next < before) {
            holdNanos = nowNanos - risenNanos < LASTING_NANOS
                    ? Math.min(LONGEST_HOLD_NANOS, 2 * holdNanos)
                    : FIRST_HOLD_NANOS;
            fallenNanos = nowNanos;
            targetAtFallBps = targetBps;
            fallenFrom = before;
            fallenFromBps = shownBps;
        } else if (next > before) {
            risenNanos = nowNanos;
        }
        level = next;
        begun = true;
        limited = next < top;
    }
}
