// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * What feedback tells of the path, packet by packet in order of their numbers, whatever the format: arrivals become queueing
 * delay and throughput, absences become loss. Owned by its loop.
 */
final class PathObserver {
    static final long NONE = Long.MIN_VALUE;
    private static final double BUSY_QUEUE = 0.015;
    private static final long ARRIVED_SPAN = 500_000_000;
    private static final long ARRIVED_LEAST = 150_000_000;
    private static final long BUSY_SPAN = 400_000_000;
    private static final long BUSY_LEAST = 80_000_000;
    private static final long LATE_SPAN = 200_000_000;

    final SendHistory history = new SendHistory();
    final QueueDelay queue = new QueueDelay();
    final LossControl loss;
    final Prober prober;
    private final ThroughputMeter meter = new ThroughputMeter();
    private long told = -1;
    private long toldSentNanos = NONE;
    private long busySinceNanos = NONE;
    private long pathSinceNanos = NONE;
    private double longestQueue = Double.NEGATIVE_INFINITY;

    PathObserver(LossControl loss, Prober prober) {
        this.loss = loss;
        this.prober = prober;
    }

    /** From now on packets go another way; what is told of those before says nothing about its queue. */
    void onOtherPath(long nowNanos) {
        pathSinceNanos = nowNanos;
        busySinceNanos = NONE;
        queue.restart();
        prober.abandon();
    }

    /** The receiver begins to report from this number on: what lies between was in feedback that did not come. */
    void startAt(long number) {
        for (long unheard = Math.max(told + 1, number - SendHistory.SIZE); unheard < number; unheard++) {
            int slot = history.slot(unheard);
            if (slot >= 0 && history.told(slot) == SendHistory.NOTHING) {
                meter.onUnheard(history.bytes(slot));
            }
        }
    }

    void missing(long number) {
        int slot = history.slot(number);
        if (slot >= 0 && history.told(slot) == SendHistory.NOTHING) {
            history.tell(slot, SendHistory.MISSING);
            loss.onPacket(true);
            told = Math.max(told, number);
        }
    }

    /** The packet arrived at this time by the receiver's clock. */
    void arrived(long number, long arrivalNanos, long nowNanos) {
        int slot = history.slot(number);
        if (slot < 0 || history.told(slot) == SendHistory.ARRIVED) {
            return;
        }
        if (history.told(slot) == SendHistory.MISSING) {
            loss.onLate();
        }
        loss.onPacket(false);
        history.tell(slot, SendHistory.ARRIVED);
        int bytes = history.bytes(slot);
        meter.onArrival(arrivalNanos, bytes);
        prober.onArrival(history.cluster(slot), bytes, arrivalNanos);
        if (history.sentNanos(slot) < pathSinceNanos) {
            told = Math.max(told, number);
            return;
        }
        double queued = queue.onPacket(arrivalNanos - history.sentNanos(slot), nowNanos);
        longestQueue = Math.max(longestQueue, queued);
        if (queued < BUSY_QUEUE) {
            busySinceNanos = NONE;
        } else if (busySinceNanos == NONE) {
            busySinceNanos = meter.newestNanos();
        }
        if (number > told) {
            told = number;
            toldSentNanos = history.sentNanos(slot);
        }
    }

    /** The longest that a packet queued since this was asked last, in seconds. */
    double takeLongestQueue() {
        double longest = longestQueue;
        longestQueue = Double.NEGATIVE_INFINITY;
        return longest;
    }

    /** The newest number reported, or -1. */
    long told() {
        return told;
    }

    /** When the newest packet that arrived was sent, or {@link #NONE}. */
    long toldSentNanos() {
        return toldSentNanos;
    }

    double arrivedBps() {
        return meter.bps(meter.newestNanos() - ARRIVED_SPAN, ARRIVED_LEAST);
    }

    /** How long the queue has stood, by the receiver's clock. */
    double busySeconds() {
        return busySinceNanos == NONE ? 0 : (meter.newestNanos() - busySinceNanos) / 1e9;
    }

    /** The rate since the queue began to stand, lately: what the path carries of ours. */
    double busyBps() {
        return busyBps(BUSY_SPAN);
    }

    /** The same over half that time: what it carries just now. */
    double lateBps() {
        return busyBps(LATE_SPAN);
    }

    private double busyBps(long span) {
        return busySinceNanos == NONE
                ? ThroughputMeter.UNKNOWN
                : meter.bps(Math.max(busySinceNanos, meter.newestNanos() - span), BUSY_LEAST);
    }
}
