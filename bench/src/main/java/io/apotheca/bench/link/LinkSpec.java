// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.link;

/**
 * One direction of a link.
 *
 * @param delayNanos one way, beside queue and transmission
 * @param jitterNanos the most that is added to the delay at random: normally distributed about the middle and cut off at three
 *     standard deviations, as RFC 8868 section 4.5.1 has it
 * @param reorders whether jitter may change the order of packets
 */
public record LinkSpec(
        Capacity capacity, long delayNanos, long jitterNanos, boolean reorders, Loss loss, Queue queue, long seed) {
    private static final long MILLI = 1_000_000;

    public LinkSpec {
        if (delayNanos < 0 || jitterNanos < 0) {
            throw new IllegalArgumentException("delay and jitter are not negative");
        }
    }

    /** Constant capacity, 50 ms of delay and a queue of 300 ms: the defaults of RFC 8867 section 4.2, less its jitter. */
    public static LinkSpec of(long rateBps) {
        return of(Capacity.constant(rateBps));
    }

    /** As {@link #of(long)}, with this capacity. */
    public static LinkSpec of(Capacity capacity) {
        return new LinkSpec(capacity, 50 * MILLI, 0, false, Loss.NONE, new Queue.Time(300 * MILLI), 1);
    }

    public LinkSpec capacity(Capacity other) {
        return new LinkSpec(other, delayNanos, jitterNanos, reorders, loss, queue, seed);
    }

    public LinkSpec delay(long nanos) {
        return new LinkSpec(capacity, nanos, jitterNanos, reorders, loss, queue, seed);
    }

    public LinkSpec jitter(long mostNanos) {
        return new LinkSpec(capacity, delayNanos, mostNanos, reorders, loss, queue, seed);
    }

    public LinkSpec reordering() {
        return new LinkSpec(capacity, delayNanos, jitterNanos, true, loss, queue, seed);
    }

    public LinkSpec loss(Loss other) {
        return new LinkSpec(capacity, delayNanos, jitterNanos, reorders, other, queue, seed);
    }

    public LinkSpec queue(Queue other) {
        return new LinkSpec(capacity, delayNanos, jitterNanos, reorders, loss, other, seed);
    }

    public LinkSpec seed(long other) {
        return new LinkSpec(capacity, delayNanos, jitterNanos, reorders, loss, queue, other);
    }
}
