// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * Tells loss that comes from sending too much from loss that the path has anyway. While no queue explains it, loss beyond the
 * known is tried out: we send less for a moment. If it goes, it was ours and the lower rate stays; if it stays, it is the
 * path's, and the rate is taken up again. Owned by its loop.
 */
final class LossControl {
    private static final int WINDOW_PACKETS = 25;
    private static final long WINDOW_NANOS = 250_000_000;
    private static final int TRIAL_PACKETS = 30;
    private static final double TRIAL_RATE = 0.85;

    /** Deviations, and packets beside them, by which a window must exceed the known loss. */
    private static final double DEVIATIONS = 3;

    private static final double SPARE_PACKETS = 2;
    private static final double GONE = 0.5;
    private static final double WEIGHT = 0.1;

    private int packets;
    private int lost;
    private long startNanos;
    private double inherent;

    private boolean trying;
    private long judgeFromNanos;
    private double rateBefore;
    private double shareBefore;
    private boolean found;

    private int eventPackets;
    private int eventLost;

    void onPacket(boolean gone) {
        packets++;
        eventPackets++;
        if (gone) {
            lost++;
            eventLost++;
        }
    }

    /** A packet that was reported missing came after all. */
    void onLate() {
        lost = Math.max(0, lost - 1);
        eventLost = Math.max(0, eventLost - 1);
    }

    /**
     * The rate to go on with.
     *
     * @param queued whether a queue explains what is lost now, so that nothing is learnt from it
     */
    double judge(double rateBps, boolean queued, double roundTripSeconds, long nowNanos) {
        found = false;
        if (queued) {
            restart(nowNanos);
            trying = false;
            return rateBps;
        }
        if (trying) {
            return judgeTrial(rateBps, nowNanos);
        }
        if (packets < WINDOW_PACKETS || nowNanos - startNanos < WINDOW_NANOS) {
            return rateBps;
        }
        double share = share();
        boolean beyond = lost > expected(packets, DEVIATIONS) + SPARE_PACKETS;
        restart(nowNanos);
        if (!beyond) {
            inherent += WEIGHT * (share - inherent);
            return rateBps;
        }
        trying = true;
        rateBefore = rateBps;
        shareBefore = share;
        judgeFromNanos = nowNanos + (long) ((roundTripSeconds + 0.1) * 1e9);
        return rateBps * Math.max(TRIAL_RATE, 0.95 * (1 - share));
    }

    private double judgeTrial(double rateBps, long nowNanos) {
        if (nowNanos < judgeFromNanos) {
            restart(nowNanos);
            return rateBps;
        }
        if (packets < TRIAL_PACKETS) {
            return rateBps;
        }
        double share = share();
        restart(nowNanos);
        trying = false;
        if (share - inherent < GONE * (shareBefore - inherent)) {
            found = true;
            return rateBps;
        }
        inherent = (share + shareBefore) / 2;
        return Math.max(rateBps, rateBefore);
    }

    /** Whether the last judgement found that less is lost at the lower rate. */
    boolean found() {
        return found;
    }

    /** Whether less is sent for a moment to find out. */
    boolean trying() {
        return trying;
    }

    /** Whether more is lost than the path loses anyway, since the last such event; for whoever competes by loss alone. */
    boolean event() {
        if (eventLost > 0 && eventLost > expected(eventPackets, 2)) {
            forgetEvents();
            return true;
        }
        if (eventPackets > 4 * WINDOW_PACKETS) {
            forgetEvents();
        }
        return false;
    }

    void forgetEvents() {
        eventLost = 0;
        eventPackets = 0;
    }

    /** The share that the path loses whatever is sent. */
    double inherent() {
        return inherent;
    }

    private double expected(int of, double deviations) {
        return of * inherent + deviations * Math.sqrt(of * inherent * (1 - inherent));
    }

    private double share() {
        return packets == 0 ? 0 : lost / (double) packets;
    }

    private void restart(long nowNanos) {
        packets = 0;
        lost = 0;
        startNanos = nowNanos;
    }
}
