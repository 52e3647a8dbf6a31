// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.time.NtpClock;
import org.jspecify.annotations.Nullable;

/** Relates the RTP timestamps of a received stream to the server's clock, as a player does for lip-sync. */
final class ReportedTime {
    private static final double NANOS = 1e9;

    private final int clockRate;
    private @Nullable SenderReport report;

    ReportedTime(int clockRate) {
        this.clockRate = clockRate;
    }

    void onSenderReport(SenderReport newest) {
        report = newest;
    }

    boolean known() {
        return report != null;
    }

    /** The moment of the server's clock at which the timestamp was captured. */
    long nanosOf(long timestamp, NtpClock serverClock) {
        if (report == null) {
            throw new AssertionError("no sender report has come");
        }
        int sinceReport = (int) (timestamp - report.rtpTimestamp());
        return serverClock.nanosAt(report.ntp()) + Math.round(sinceReport * NANOS / clockRate);
    }
}
