// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import io.apotheca.media.rtcp.TransportFeedback;

/** Gives an observer what transport-wide feedback says; its times wrap and count from an unknown start. Owned by its loop. */
final class FeedbackReader {
    private static final long TICK_NANOS = 250_000;
    private static final long REFERENCE_NANOS = 64_000_000;
    private static final int REFERENCE_BITS = 24;

    private final PathObserver path;
    private boolean started;
    private long reference;

    FeedbackReader(PathObserver path) {
        this.path = path;
    }

    void read(TransportFeedback feedback, long nowNanos) {
        int unused = 32 - REFERENCE_BITS;
        int ahead = ((feedback.referenceTime() - (int) reference) << unused) >> unused;
        reference = started ? reference + ahead : feedback.referenceTime();
        started = true;
        long arrivalNanos = reference * REFERENCE_NANOS;
        long number = path.history.unwrap(feedback.baseSequence());
        path.startAt(number);
        for (int delta : feedback.deltas()) {
            if (delta == TransportFeedback.LOST) {
                path.missing(number);
            } else {
                arrivalNanos += delta * TICK_NANOS;
                path.arrived(number, arrivalNanos, nowNanos);
            }
            number++;
        }
    }
}
