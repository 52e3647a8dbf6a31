// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import io.apotheca.media.time.Deadline;

/**
 * One short train of packets at a rate above the target, media first and padding for the rest, and what arrived of it: the
 * spacing of the arrivals is what the path carries. One train at a time; owned by its loop.
 */
final class Prober {
    /** What {@link #finish} answers while there is no result. */
    static final double NO_RESULT = -1;

    private static final int PACKETS = 6;
    private static final int LEAST_PACKET = 200;
    private static final int MOST_PACKET = 1200;

    /** A train that cannot be sent in this time is given up. */
    private static final long SEND_NANOS = 400_000_000;

    /** So long after a train's end its feedback is waited for. */
    private static final long WAIT_NANOS = 1_500_000_000;

    private static final double ENOUGH_ARRIVED = 0.75;
    private static final double BITS_NANOS = 8e9;

    private int cluster;
    private boolean sending;
    private boolean waiting;
    private double rateBps;
    private int wantedBytes;
    private long startNanos;

    private int sentBytes;
    private int lastBytes;
    private long lastNumber;
    private long firstSentNanos;
    private long lastSentNanos;

    private int arrivedPackets;
    private int arrivedBytes;
    private int firstArrivedBytes;
    private long firstArrivalNanos;
    private long lastArrivalNanos;

    /** Begins a train at this rate that takes {@code seconds}. */
    void start(double rateBps, double seconds, long nowNanos) {
        cluster++;
        sending = true;
        waiting = true;
        this.rateBps = rateBps;
        wantedBytes = (int) Math.max(PACKETS * LEAST_PACKET, rateBps * seconds / 8);
        startNanos = nowNanos;
        sentBytes = 0;
        arrivedPackets = 0;
        arrivedBytes = 0;
    }

    /** Forgets the train under way: its packets tell nothing any more. */
    void abandon() {
        sending = false;
        waiting = false;
    }

    /** Whether packets sent now belong to a train. */
    boolean sending() {
        return sending;
    }

    /** Whether a train was sent or is being sent whose result is not known yet. */
    boolean busy() {
        return waiting;
    }

    double rateBps() {
        return rateBps;
    }

    /** The train that packets sent now belong to, or 0. */
    int cluster() {
        return sending ? cluster : 0;
    }

    void onSent(long number, int bytes, long nowNanos) {
        if (!sending) {
            return;
        }
        if (sentBytes == 0) {
            firstSentNanos = nowNanos;
        }
        sentBytes += bytes;
        lastBytes = bytes;
        lastSentNanos = nowNanos;
        lastNumber = number;
        sending = sentBytes < wantedBytes;
    }

    /** Bytes of padding that are wished for now, 0 for none. */
    int paddingBytes(long nowNanos) {
        return sending && nowNanos >= nextPaddingNanos()
                ? Math.clamp(wantedBytes / PACKETS, LEAST_PACKET, MOST_PACKET)
                : 0;
    }

    /** When padding is wished for, if no media fills the train first. */
    long nextPaddingNanos() {
        return sending ? startNanos + (long) (sentBytes * BITS_NANOS / rateBps) : Deadline.NEVER;
    }

    void onArrival(int ofCluster, int bytes, long arrivalNanos) {
        if (ofCluster != cluster || !waiting) {
            return;
        }
        if (arrivedPackets++ == 0) {
            firstArrivalNanos = arrivalNanos;
            lastArrivalNanos = arrivalNanos;
            firstArrivedBytes = bytes;
        }
        lastArrivalNanos = Math.max(lastArrivalNanos, arrivalNanos);
        arrivedBytes += bytes;
    }

    /** The measured rate, once, when everything up to {@code toldNumber} has been reported; else {@link #NO_RESULT}. */
    double finish(long toldNumber, long nowNanos) {
        if (!waiting || (sending && nowNanos - startNanos < SEND_NANOS)) {
            return NO_RESULT;
        }
        sending = false;
        if (sentBytes > 0 && toldNumber < lastNumber && nowNanos - lastSentNanos < WAIT_NANOS) {
            return NO_RESULT;
        }
        waiting = false;
        return arrivedPackets < PACKETS - 2 || arrivedBytes < ENOUGH_ARRIVED * sentBytes ? NO_RESULT : measured();
    }

    private double measured() {
        double sent = (sentBytes - lastBytes) * BITS_NANOS / Math.max(1, lastSentNanos - firstSentNanos);
        double arrived =
                (arrivedBytes - firstArrivedBytes) * BITS_NANOS / Math.max(1, lastArrivalNanos - firstArrivalNanos);
        return Math.min(sent, arrived);
    }
}
