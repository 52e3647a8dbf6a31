// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * How much of a picture may go at once. Packets that go together cost the system less, and arrive sooner; on a path that is
 * not much faster than what is sent they queue, which delays the sound. So it grows as long as the path carries everything and
 * no packet queues for long, and begins anew where it does not. Owned by its loop.
 */
final class Burst {
    /** A picture's time and a little more, as libwebrtc lets go together. */
    private static final long MOST_NANOS = 40_000_000;

    private static final long STEP_NANOS = 1_000_000;

    /** A queue, in seconds, up to which there may be more, and from which on there is too much. */
    private static final double SHORT = 0.008;

    private static final double LONG = 0.015;

    private long nanos = Pacer.LEAST_SLACK_NANOS;

    /**
     * Some packets were reported.
     *
     * @param longestQueue one of them queued for so many seconds, none for longer
     * @param room whether the path is known to carry clearly more than is sent
     */
    void onSample(double longestQueue, boolean room) {
        if (longestQueue > LONG || !room) {
            nanos = Pacer.LEAST_SLACK_NANOS;
        } else if (longestQueue < SHORT) {
            nanos = Math.min(MOST_NANOS, nanos + STEP_NANOS);
        }
    }

    /** What may go at once, in time at the rate of the pacer. */
    long nanos() {
        return nanos;
    }
}
