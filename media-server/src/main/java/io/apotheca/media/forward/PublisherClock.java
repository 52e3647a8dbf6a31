// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.time.NtpClock;

/**
 * Relates the wallclock in a publisher's sender reports to ours. One for all tracks of a publisher, so that its audio and
 * video move together and lip-sync survives. The offset is that of the report which was under way the shortest. Owned by
 * its MediaLoop.
 */
public final class PublisherClock {
    private final NtpClock ours;
    private long offsetNanos = Long.MAX_VALUE;

    public PublisherClock(NtpClock ours) {
        this.ours = ours;
    }

    void onSenderReport(long ntp, long nowNanos) {
        offsetNanos = Math.min(offsetNanos, nowNanos - ours.nanosAt(ntp));
    }

    /** Our loop time at which the publisher's clock showed {@code ntp}. Only after a report. */
    long nanosAt(long ntp) {
        return ours.nanosAt(ntp) + offsetNanos;
    }
}
