// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.codec.RedWriter;
import io.apotheca.media.time.Deadline;

/**
 * How many earlier packets each audio packet towards one receiver should carry, by the share that its path loses: none on
 * a good path, more the more is lost. Taken up when the loss has lasted a moment, given up when it has been gone for long,
 * so that a receiver sees few changes. Owned by its transport's MediaLoop.
 */
public final class AudioProtection {
    /** From this share on one earlier packet, and below the second share none any more. */
    private static final double ONE_FROM = 0.03;

    private static final double ONE_UNTIL = 0.01;

    /** The same of two earlier packets. */
    private static final double TWO_FROM = 0.08;

    private static final double TWO_UNTIL = 0.05;
    private static final long RISE_NANOS = 500_000_000;
    private static final long HOLD_NANOS = 10_000_000_000L;

    private int wanted;
    private long risesNanos = Deadline.NEVER;
    private long fallsNanos = Deadline.NEVER;

    /**
     * Takes the share of packets that the path loses at random, 0 to 1, a few times a second or as often as it is told.
     *
     * @param congested whether what is lost now is lost to a queue: more packets would make it worse
     */
    public void onLoss(double share, boolean congested, long nowNanos) {
        int reached = share >= TWO_FROM ? RedWriter.MOST_EARLIER : share >= ONE_FROM ? 1 : 0;
        int kept = share >= TWO_UNTIL ? RedWriter.MOST_EARLIER : share >= ONE_UNTIL ? 1 : 0;
        risesNanos = reached <= wanted || congested ? Deadline.NEVER : Math.min(risesNanos, nowNanos + RISE_NANOS);
        fallsNanos = kept >= wanted ? Deadline.NEVER : Math.min(fallsNanos, nowNanos + HOLD_NANOS);
        if (nowNanos >= risesNanos) {
            wanted = reached;
        } else if (nowNanos >= fallsNanos) {
            wanted = kept;
            fallsNanos = Deadline.NEVER;
        }
    }

    /** 0 to {@link RedWriter#MOST_EARLIER}; the {@link BitrateAllocator} may allow less. */
    public int wanted() {
        return wanted;
    }
}
