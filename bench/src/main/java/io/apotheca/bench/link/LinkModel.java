// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.link;

import java.util.SplittableRandom;

/**
 * One direction of a link in any time. A packet first waits behind those before it, drops if the queue is full, takes its
 * time on the line at the capacity of the moment, may be lost, and arrives after delay and jitter. The same specification
 * and the same packets give the same arrivals. Times are counted from the link's start and do not go back. Owned by one
 * thread; nothing is allocated per packet.
 */
public final class LinkModel {
    /** In place of an arrival: the queue was full. */
    public static final long DROPPED = -1;

    /** In place of an arrival: lost on the way. */
    public static final long LOST = -2;

    /** Of the jitter's range, which is six standard deviations wide. */
    private static final double DEVIATIONS = 6;

    private LinkSpec spec;
    private final SplittableRandom random;
    private Loss.Dice dice;
    private long lineFreeNanos;
    private long newestArrivalNanos;
    private long queueNanos;

    private long delivered;
    private long deliveredBytes;
    private long lost;
    private long dropped;
    private long queueSumNanos;
    private long queuePeakNanos;

    public LinkModel(LinkSpec spec) {
        this.spec = spec;
        this.random = new SplittableRandom(spec.seed());
        this.dice = spec.loss().dice(random.split());
    }

    /** When a packet handed in now arrives, or {@link #DROPPED} or {@link #LOST}. */
    public long offer(int bytes, long nowNanos) {
        long startNanos = Math.max(nowNanos, lineFreeNanos);
        long endNanos = spec.capacity().endNanos(startNanos, bytes * 8.0);
        if (full(bytes, nowNanos, startNanos, endNanos)) {
            dropped++;
            return DROPPED;
        }
        lineFreeNanos = endNanos;
        queueNanos = endNanos - nowNanos;
        if (dice.lost()) {
            lost++;
            return LOST;
        }
        delivered++;
        deliveredBytes += bytes;
        queueSumNanos += queueNanos;
        queuePeakNanos = Math.max(queuePeakNanos, queueNanos);
        long arrivalNanos = endNanos + spec.delayNanos() + jitterNanos();
        if (!spec.reorders()) {
            arrivalNanos = Math.max(arrivalNanos, newestArrivalNanos);
        }
        newestArrivalNanos = Math.max(arrivalNanos, newestArrivalNanos);
        return arrivalNanos;
    }

    private boolean full(int bytes, long nowNanos, long startNanos, long endNanos) {
        return switch (spec.queue()) {
            case Queue.Time(long most) -> endNanos - nowNanos > most;
            case Queue.Size(long most) -> spec.capacity().bits(nowNanos, startNanos) / 8 + bytes > most;
        };
    }

    private long jitterNanos() {
        if (spec.jitterNanos() == 0) {
            return 0;
        }
        double middle = spec.jitterNanos() / 2.0;
        double drawn = random.nextGaussian(middle, spec.jitterNanos() / DEVIATIONS);
        return Math.round(Math.clamp(drawn, 0, 2 * middle));
    }

    /** How long the packet offered last waited and was on the line; that of a dropped one does not count. */
    public long queueNanos() {
        return queueNanos;
    }

    /** How long a packet handed in now would wait before its turn. */
    public long backlogNanos(long nowNanos) {
        return Math.max(0, lineFreeNanos - nowNanos);
    }

    public LinkSpec spec() {
        return spec;
    }

    /** Goes on under other conditions, still counting time from its start. What waits already keeps its time. */
    public void change(LinkSpec other) {
        spec = other;
        dice = other.loss().dice(random.split());
    }

    /** What happened since the last call. */
    public LinkInterval interval() {
        LinkInterval interval = new LinkInterval(
                delivered,
                deliveredBytes,
                lost,
                dropped,
                delivered == 0 ? 0 : queueSumNanos / delivered,
                queuePeakNanos);
        delivered = 0;
        deliveredBytes = 0;
        lost = 0;
        dropped = 0;
        queueSumNanos = 0;
        queuePeakNanos = 0;
        return interval;
    }
}
