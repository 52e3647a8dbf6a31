// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * When the next packet may go. It holds no packets: whoever has some asks, sends, and tells. Audio is told of but never asks.
 * Owned by its loop.
 */
public final class Pacer {
    /** How late a timer may be without losing rate. */
    static final long LEAST_SLACK_NANOS = 5_000_000;

    /** What waits is let out in this time, so that a key frame does not wait for seconds. */
    private static final double MOST_WAIT_SECONDS = 0.25;

    private static final double FASTEST = 2.5;
    private static final double BITS_NANOS = 8e9;

    private double rateBps = 1;
    private double mostBps = 1;
    private double waitingBps;
    private long slackNanos = LEAST_SLACK_NANOS;
    private long nextNanos = Long.MIN_VALUE;

    Pacer() {}

    /** {@code mostBps} bounds what a full queue may raise the rate to. */
    void rates(double rateBps, double mostBps) {
        this.rateBps = rateBps;
        this.mostBps = mostBps;
    }

    /** For so long a pause may be made up for by packets that go at once. */
    void slack(long nanos) {
        slackNanos = nanos;
    }

    static double fastest(double targetBps) {
        return FASTEST * targetBps;
    }

    /** Whether a packet that is not audio may go now. */
    public boolean may(long nowNanos) {
        return nowNanos >= nextNanos;
    }

    /** When the next packet that is not audio may go. */
    public long nextNanos() {
        return nextNanos;
    }

    /** How many bytes wait to be sent; many of them raise the rate. */
    public void waiting(long bytes) {
        waitingBps = bytes * 8 / MOST_WAIT_SECONDS;
    }

    /** Bits a second that are let out now. */
    public long rateBps() {
        return (long) Math.clamp(waitingBps, rateBps, Math.max(rateBps, mostBps));
    }

    /** A packet that is not audio was let go. */
    public void onSent(int bytes, long nowNanos) {
        long from = Math.max(nextNanos, nowNanos - slackNanos);
        nextNanos = from + (long) (bytes * BITS_NANOS / rateBps());
    }
}
