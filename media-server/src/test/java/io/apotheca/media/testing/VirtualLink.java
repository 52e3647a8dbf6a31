// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a path in virtual time: loses, delays and, with jitter, reorders datagrams. With a rate, a datagram
 * first waits for its turn in a queue that drops at its tail, as a router does. The same seed and the same datagrams give
 * the same arrivals.
 */
public final class VirtualLink {
    private static final class InFlight implements Comparable<InFlight> {
        final long atNanos;
        final long number;
        final byte[] datagram;

        InFlight(long atNanos, long number, byte[] datagram) {
            this.atNanos = atNanos;
            this.number = number;
            this.datagram = datagram;
        }

        @Override
        public int compareTo(InFlight other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private static final long NANOS = 1_000_000_000;

    private final SplittableRandom random;
    private final PriorityQueue<InFlight> inFlight = new PriorityQueue<>();
    private long queueNanos;
    private double loss;
    private long delayNanos;
    private long jitterNanos;
    private long rateBps;
    private long lineFreeNanos = Long.MIN_VALUE;
    private long sent;
    private long lost;
    private long overflowed;

    /** {@code loss} is the share lost at random; {@code rateBps} 0 is a line without a limit and so without a queue. */
    public VirtualLink(long seed, double loss, long delayNanos, long jitterNanos, long rateBps, long queueNanos) {
        this.random = new SplittableRandom(seed);
        this.loss = loss;
        this.delayNanos = delayNanos;
        this.jitterNanos = jitterNanos;
        this.rateBps = rateBps;
        this.queueNanos = queueNanos;
    }

    /** A link that only delays. */
    public static VirtualLink perfect(long delayNanos) {
        return new VirtualLink(0, 0, delayNanos, 0, 0, 0);
    }

    /** Changes the share lost from now on; 1 cuts the link. */
    public void loss(double share) {
        loss = share;
    }

    /** Changes the rate from now on. */
    public void rateBps(long rateBps) {
        this.rateBps = rateBps;
    }

    /** From now on a link of this rate with a queue of this length. */
    public void narrow(long rateBps, long queueNanos) {
        this.rateBps = rateBps;
        this.queueNanos = queueNanos;
    }

    /** Changes delay and jitter from now on. */
    public void delay(long delayNanos, long jitterNanos) {
        this.delayNanos = delayNanos;
        this.jitterNanos = jitterNanos;
    }

    /** Sends a copy of the bytes. */
    public void send(byte[] bytes, int offset, int length, long nowNanos) {
        byte[] datagram = new byte[length];
        System.arraycopy(bytes, offset, datagram, 0, length);
        send(datagram, nowNanos);
    }

    /** Sends a datagram, which from now on is the link's. */
    public void send(byte[] datagram, long nowNanos) {
        sent++;
        boolean unlucky = random.nextDouble() < loss;
        long jitter = jitterNanos > 0 ? random.nextLong(jitterNanos) : 0;
        long leavesNanos = leaveQueue(datagram.length, nowNanos);
        if (leavesNanos == Long.MAX_VALUE) {
            overflowed++;
        } else if (unlucky) {
            lost++;
        } else {
            inFlight.add(new InFlight(leavesNanos + delayNanos + jitter, sent, datagram));
        }
    }

    /** When the last bit is on the line, or {@code Long.MAX_VALUE} if the queue is full. */
    private long leaveQueue(int length, long nowNanos) {
        if (rateBps == 0) {
            return nowNanos;
        }
        long startNanos = Math.max(nowNanos, lineFreeNanos);
        if (startNanos - nowNanos > queueNanos) {
            return Long.MAX_VALUE;
        }
        lineFreeNanos = startNanos + length * 8L * NANOS / rateBps;
        return lineFreeNanos;
    }

    /** When the next datagram arrives, or {@code Long.MAX_VALUE} if none is on its way. */
    public long nextArrivalNanos() {
        InFlight next = inFlight.peek();
        return next == null ? Long.MAX_VALUE : next.atNanos;
    }

    /** The next datagram that has arrived by now, or null. */
    public byte @Nullable [] poll(long nowNanos) {
        InFlight next = nextArrivalNanos() <= nowNanos ? inFlight.poll() : null;
        return next == null ? null : next.datagram;
    }

    /** Datagrams handed in. */
    public long sent() {
        return sent;
    }

    /** Datagrams lost at random. */
    public long lost() {
        return lost;
    }

    /** Datagrams dropped because the queue was full. */
    public long overflowed() {
        return overflowed;
    }
}
