// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/** When a train of packets is worth its padding, and at which rate. Owned by its loop. */
final class ProbePlan {
    private static final double FIRST = 3;
    private static final double NEXT = 2;
    private static final int RETRIES = 3;
    /** Nobody needs to know of more than this times what could be used. */
    private static final double BEYOND_DEMAND = 1.2;

    private static final double WORTHWHILE = 1.1;
    private static final long SHORTEST_NANOS = 1_000_000_000;
    private static final long LONGEST_NANOS = 3_000_000_000L;

    private double nextBps;
    private int retries = RETRIES;
    private long allowedNanos = Long.MIN_VALUE;
    private long intervalNanos = SHORTEST_NANOS;
    private double demandBps = Double.MAX_VALUE;

    /** The connection begins: the first trains grow exponentially. */
    void begin(double startBps) {
        nextBps = FIRST * startBps;
    }

    /** How many times longer than the first the next train is. */
    int length() {
        return 1 + RETRIES - retries;
    }

    /** How much could be used. More than before is worth a train at once. */
    void demand(double bps) {
        if (bps > WORTHWHILE * demandBps) {
            intervalNanos = SHORTEST_NANOS;
            allowedNanos = Long.MIN_VALUE;
        }
        demandBps = bps;
    }

    /** Whether this much is all that could be used. */
    boolean met(double targetBps) {
        return targetBps >= demandBps;
    }

    /**
     * The rate of the train to send now, or 0.
     *
     * @param quiet whether the path is idle enough to tell something from a train
     */
    double due(double targetBps, boolean applicationLimited, boolean quiet, long nowNanos) {
        double most = BEYOND_DEMAND * demandBps;
        if (nextBps == 0 && applicationLimited && WORTHWHILE * targetBps < most && nowNanos >= allowedNanos) {
            nextBps = NEXT * targetBps;
        }
        double wished = Math.min(nextBps, most);
        if (wished < WORTHWHILE * targetBps) {
            nextBps = 0;
            return 0;
        }
        if (!quiet) {
            return 0;
        }
        nextBps = 0;
        allowedNanos = nowNanos + intervalNanos;
        return wished;
    }

    /** The train at {@code sentBps} arrived whole and as fast: the next is twice as fast. */
    void onSuccess(double sentBps) {
        nextBps = NEXT * sentBps;
        intervalNanos = SHORTEST_NANOS;
    }

    /**
     * The train found the path full, or was lost.
     *
     * @param doubtful whether no queue remained, as it does where a train was too much: then jitter spread the train, and a
     *     longer one tells more
     */
    void onFailure(boolean doubtful, double targetBps, long nowNanos) {
        if (doubtful && retries > 0) {
            retries--;
            nextBps = NEXT * targetBps;
            return;
        }
        retries = 0;
        nextBps = 0;
        intervalNanos = Math.min(LONGEST_NANOS, 2 * intervalNanos);
        allowedNanos = nowNanos + intervalNanos;
    }
}
