// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A TCP sender and receiver: slow start and congestion avoidance (RFC 5681, or CUBIC, RFC 9438), selective acknowledgements
 * (RFC 2018; a segment is lost once three that were sent later have arrived, the rule of RFC 6675 by order of sending as in RFC
 * 8985, and is sent again), one reduction a window, a
 * retransmission timeout (RFC 6298), and an acknowledgement for every second segment.
 */
final class TcpFlow {
    /** How the window grows and shrinks. */
    enum Congestion {
        RENO,
        CUBIC
    }

    private static final int SEGMENT_BYTES = 1500;
    private static final int ACK_BYTES = 60;
    private static final int DUPLICATES = 3;
    private static final long LEAST_TIMEOUT = 200_000_000;
    private static final long DELAYED_ACK = 40_000_000;
    private static final double CUBIC_BETA = 0.7;
    private static final double CUBIC_C = 0.4;

    private final VirtualTime time;
    private final Wire forward;
    private final Wire back;
    private final long delayNanos;
    private final Congestion congestion;
    private final int segments;
    private final Runnable done;
    private final RateTrace received;

    private double window = 10;
    private double threshold = Double.MAX_VALUE;
    private double windowAtLoss;
    private long lossNanos;

    private int next;
    private int acknowledged;
    private int recoverUntil;
    private int flight;
    private final BitSet arrivedAtSender = new BitSet();
    private final BitSet inFlight = new BitSet();
    private final BitSet lost = new BitSet();
    /** Under which number each segment was sent last: of all transmissions, again or not. */
    private int[] transmissions = new int[256];

    private int transmitted;
    private int newestArrived = -1;
    private boolean finished;

    private double smoothedNanos;
    private double variationNanos;
    private long timeoutNanos = 1_000_000_000;
    private long timerSerial;

    private final BitSet got = new BitSet();
    private int expected;
    private int unacknowledged;
    private long ackSerial;

    /** {@code segments} to send, or {@code Integer.MAX_VALUE}; {@code done} runs when all of them have arrived. */
    TcpFlow(
            VirtualTime time,
            Wire forward,
            Wire back,
            long delayNanos,
            Congestion congestion,
            int segments,
            RateTrace received,
            Runnable done) {
        this.time = time;
        this.forward = forward;
        this.back = back;
        this.delayNanos = delayNanos;
        this.congestion = congestion;
        this.segments = segments;
        this.done = done;
        this.received = received;
        time.at(time.nowNanos(), this::sendWhatMay);
    }

    private void sendWhatMay() {
        while (!finished && flight < (int) window) {
            int missing = lost.nextSetBit(acknowledged);
            if (missing >= 0) {
                transmit(missing, true);
            } else if (next < segments) {
                transmit(next++, false);
            } else {
                return;
            }
        }
    }

    private void transmit(int segment, boolean again) {
        if (segment >= transmissions.length) {
            transmissions = Arrays.copyOf(transmissions, 2 * segment);
        }
        int transmission = transmitted++;
        transmissions[segment] = transmission;
        lost.clear(segment);
        inFlight.set(segment);
        flight++;
        long sentNanos = again ? -1 : time.nowNanos();
        forward.send(SEGMENT_BYTES, delayNanos, () -> receive(segment, transmission, sentNanos));
        restartTimer();
    }

    private void receive(int segment, int transmission, long sentNanos) {
        boolean fresh = !got.get(segment) && segment >= expected;
        got.set(segment);
        if (fresh) {
            received.add(time.nowNanos(), 8L * SEGMENT_BYTES);
        }
        boolean inOrder = segment == expected;
        expected = got.nextClearBit(expected);
        unacknowledged++;
        if (!inOrder || unacknowledged >= 2 || expected == segments) {
            acknowledge(segment, transmission, sentNanos);
        } else {
            long serial = ++ackSerial;
            time.at(time.nowNanos() + DELAYED_ACK, () -> {
                if (serial == ackSerial && unacknowledged > 0) {
                    acknowledge(segment, transmission, sentNanos);
                }
            });
        }
    }

    private void acknowledge(int segment, int transmission, long sentNanos) {
        unacknowledged = 0;
        ackSerial++;
        int upTo = expected;
        back.send(ACK_BYTES, delayNanos, () -> onAck(upTo, segment, transmission, sentNanos));
    }

    private void onAck(int upTo, int segment, int transmission, long sentNanos) {
        if (finished) {
            return;
        }
        if (sentNanos >= 0) {
            measure((double) (time.nowNanos() - sentNanos));
        }
        int newly = 0;
        for (int i = acknowledged; i < upTo; i++) {
            newly += settle(i);
        }
        newly += segment >= upTo ? settle(segment) : 0;
        newestArrived = Math.max(newestArrived, transmission);
        acknowledged = Math.max(acknowledged, upTo);
        if (acknowledged == segments) {
            finished = true;
            done.run();
            return;
        }
        if (dropLost() && acknowledged >= recoverUntil) {
            reduce();
        } else if (acknowledged >= recoverUntil) {
            grow(newly);
        }
        restartTimer();
        sendWhatMay();
    }

    private int settle(int segment) {
        if (arrivedAtSender.get(segment)) {
            return 0;
        }
        arrivedAtSender.set(segment);
        if (inFlight.get(segment)) {
            flight--;
        }
        inFlight.clear(segment);
        lost.clear(segment);
        return 1;
    }

    /** Takes out of flight what is lost, because three that were sent later have arrived; whether there was any. */
    private boolean dropLost() {
        boolean any = false;
        for (int i = inFlight.nextSetBit(acknowledged); i >= 0; i = inFlight.nextSetBit(i + 1)) {
            if (transmissions[i] <= newestArrived - DUPLICATES) {
                inFlight.clear(i);
                lost.set(i);
                flight--;
                any = true;
            }
        }
        return any;
    }

    private void reduce() {
        recoverUntil = next;
        windowAtLoss = window < windowAtLoss ? window * (1 + CUBIC_BETA) / 2 : window;
        lossNanos = time.nowNanos();
        window = Math.max(2, window * (congestion == Congestion.CUBIC ? CUBIC_BETA : 0.5));
        threshold = window;
    }

    private void grow(int newly) {
        if (window < threshold) {
            window += newly;
        } else if (congestion == Congestion.RENO) {
            window += newly / window;
        } else {
            double k = Math.cbrt(windowAtLoss * (1 - CUBIC_BETA) / CUBIC_C);
            double t = (time.nowNanos() - lossNanos + smoothedNanos) / 1e9 - k;
            double goal = Math.clamp(CUBIC_C * t * t * t + windowAtLoss, window, 1.5 * window);
            window += newly * Math.max((goal - window) / window, 0.5 / window);
        }
    }

    private void measure(double nanos) {
        if (smoothedNanos == 0) {
            smoothedNanos = nanos;
            variationNanos = nanos / 2;
        } else {
            variationNanos += (Math.abs(nanos - smoothedNanos) - variationNanos) / 4;
            smoothedNanos += (nanos - smoothedNanos) / 8;
        }
        timeoutNanos = Math.max(LEAST_TIMEOUT, (long) (smoothedNanos + 4 * variationNanos));
    }

    private void restartTimer() {
        long serial = ++timerSerial;
        time.at(time.nowNanos() + timeoutNanos, () -> {
            if (serial == timerSerial && !finished && acknowledged < next) {
                onTimeout();
            }
        });
    }

    private void onTimeout() {
        threshold = Math.max(2, flight / 2.0);
        windowAtLoss = window;
        lossNanos = time.nowNanos();
        window = 1;
        timeoutNanos = Math.min(2 * timeoutNanos, 60_000_000_000L);
        inFlight.clear();
        for (int i = acknowledged; i < next; i++) {
            lost.set(i, !arrivedAtSender.get(i));
        }
        flight = 0;
        recoverUntil = acknowledged;
        sendWhatMay();
    }
}
