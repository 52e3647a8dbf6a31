// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * What the queue tells of others on the path. A short burst takes a part of what arrives of ours and gives it back. A transfer
 * that goes by loss fills the queue again and again, however little we send, and empties it faster than our own cut could.
 * Rates are bits a second; owned by its loop.
 */
final class OtherTraffic {
    /** So much of what arrives of ours was left at the worst moment of a burst, at most. */
    private static final double DIP = 0.85;

    /** So often the queue must rise, and to so much must our rate have fallen meanwhile. */
    private static final int RISES = 3;

    private static final double DECLINE = 0.7;
    private static final double LESS = 0.95;
    private static final double NOT_MORE = 1.02;

    /** Seconds of queue a second beyond what our own cut explains. */
    private static final double FASTER = 0.1;

    private boolean standing;
    private double targetBefore;
    private double peakBefore;
    private double arrived;
    private double leastArrived;
    private boolean burstOver;

    private double calmTarget;
    private boolean risen;
    private double risenTarget;
    private double fall;
    private int rises;
    private double firstTarget;
    private double lastTarget;

    /** {@code target} and {@code peak} are those before this sample. */
    void onSample(RateControl.Sample sample, double target, double peak) {
        boolean stands = sample.busy > 0;
        if (stands && !standing) {
            targetBefore = target;
            peakBefore = Math.max(target, peak);
            arrived = 0;
            leastArrived = Double.MAX_VALUE;
        }
        if (stands && sample.lateBps > 0) {
            arrived = sample.lateBps;
            leastArrived = Math.min(leastArrived, arrived);
        }
        burstOver = standing && !stands && leastArrived < DIP * arrived;
        standing = stands;
        double explained = arrived > 0 ? Math.min(0, target / arrived - 1) : 0;
        fall = Math.min(fall, sample.slope - explained);
    }

    /** Whether the queue went just now, and with it a burst that was not ours. */
    boolean burstOver() {
        return burstOver;
    }

    /** What arrived of ours at the end of the queue that stood last. */
    double arrivedBps() {
        return arrived;
    }

    /** The rate that was carried before that queue, as far as its end shows that it is there again. */
    double freeBps() {
        return Math.min(peakBefore, arrived);
    }

    /** The target when the queue began to stand. */
    double targetBefore() {
        return targetBefore;
    }

    /** The queue is too long. */
    void onFull(double target) {
        if (!risen && target <= NOT_MORE * calmTarget) {
            risen = true;
            risenTarget = target;
            fall = 0;
        }
    }

    /** The queue is as good as empty; the answer is whether somebody has been found who fills it again and again. */
    boolean onCalm(double target) {
        calmTarget = target;
        if (!risen) {
            return false;
        }
        risen = false;
        if (fall > -FASTER) {
            return false;
        }
        if (rises == 0 || risenTarget >= LESS * lastTarget) {
            rises = 0;
            firstTarget = risenTarget;
        }
        rises++;
        lastTarget = risenTarget;
        boolean found = rises >= RISES && risenTarget < DECLINE * firstTarget;
        rises = found ? 0 : rises;
        return found;
    }
}
