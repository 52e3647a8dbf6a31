// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.SplittableRandom;

/** People who click: each fetches 30 to 50 kB by TCP, waits about ten seconds, and fetches again (RFC 8867 5.7, RFC 8868 4.6). */
final class ShortTransfers {
    private static final double MEAN_IDLE_SECONDS = 10;
    private static final int SEGMENT_BYTES = 1440;
    private static final int SMALLEST = 30_000;
    private static final int LARGEST = 50_000;

    private final VirtualTime time;
    private final Wire forward;
    private final Wire back;
    private final TcpFlow.Congestion congestion;
    private final RateTrace received;
    private final SplittableRandom random;

    ShortTransfers(
            VirtualTime time, Wire forward, Wire back, TcpFlow.Congestion congestion, RateTrace received, long seed) {
        this.time = time;
        this.forward = forward;
        this.back = back;
        this.congestion = congestion;
        this.received = received;
        this.random = new SplittableRandom(seed);
    }

    /** So many people, of whom the first {@code fetching} begin at once. */
    void start(int people, int fetching) {
        for (int i = 0; i < people; i++) {
            if (i < fetching) {
                time.at(0, this::fetch);
            } else {
                idle();
            }
        }
    }

    private void idle() {
        double seconds = -MEAN_IDLE_SECONDS * Math.log(1 - random.nextDouble());
        time.at(time.nowNanos() + (long) (seconds * 1e9), this::fetch);
    }

    private void fetch() {
        int segments = Math.ceilDiv(random.nextInt(SMALLEST, LARGEST), SEGMENT_BYTES);
        new TcpFlow(time, forward, back, 0, congestion, segments, received, this::idle);
    }
}
