// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.time.NtpClock;

/**
 * What a receiver reports about one inbound stream: loss and jitter (RFC 3550 6.4.1, appendices A.3 and A.8).
 *
 * <p>Expected are all numbers from the first packet to the highest; repeated packets count as received, so the loss may be
 * negative, as the RFC has it. Jitter looks only at packets newer than all before, since a retransmission's lateness says
 * nothing about the path. Owned by its MediaLoop; only {@link #report} allocates.
 */
public final class ReceptionStats {
    private static final long NOTHING = -1;
    private static final long NANOS = 1_000_000_000;
    private static final int MAX_CUMULATIVE = 0x7F_FFFF;
    private static final long FIRST_CYCLE = 1 << 16;
    private static final long MASK_32 = 0xFFFF_FFFFL;

    private final int clockRate;
    private long base;
    private long highest = NOTHING;
    private long received;
    private long expectedReported;
    private long receivedReported;

    private long transit;

    /** Sixteen times the jitter in timestamp units, as appendix A.8 keeps it. */
    private long jitterTimes16;

    private int lastSenderReport;
    private long senderReportNanos;

    public ReceptionStats(int clockRate) {
        this.clockRate = clockRate;
    }

    public void onPacket(long extendedSequence, long rtpTimestamp, long nowNanos) {
        received++;
        long arrival = nowNanos / NANOS * clockRate + nowNanos % NANOS * clockRate / NANOS;
        long transitNow = arrival - rtpTimestamp;
        if (highest == NOTHING) {
            base = extendedSequence;
        } else if (extendedSequence > highest) {
            long difference = Math.abs((long) (int) (transitNow - transit));
            jitterTimes16 += difference - ((jitterTimes16 + 8) >> 4);
        } else {
            return;
        }
        highest = extendedSequence;
        transit = transitNow;
    }

    /** A sender report about the stream arrived with this 64-bit NTP timestamp. */
    public void onSenderReport(long ntp, long nowNanos) {
        lastSenderReport = NtpClock.compact(ntp);
        senderReportNanos = nowNanos;
    }

    /** The report since the last report. */
    public ReportBlock report(int ssrc, long nowNanos) {
        long expected = expected();
        long expectedNow = expected - expectedReported;
        long lostNow = expectedNow - (received - receivedReported);
        expectedReported = expected;
        receivedReported = received;
        int fraction = lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        return new ReportBlock(
                ssrc,
                fraction,
                Math.clamp(lost(), -MAX_CUMULATIVE - 1, MAX_CUMULATIVE),
                highest == NOTHING ? 0 : (highest - FIRST_CYCLE) & MASK_32,
                jitter(),
                lastSenderReport,
                delaySinceSenderReport(nowNanos));
    }

    /** Packets expected less packets received; negative when more were repeated than lost. */
    public long lost() {
        return expected() - received;
    }

    /** Interarrival jitter in timestamp units. */
    public long jitter() {
        return Math.min(jitterTimes16 >> 4, MASK_32);
    }

    private long expected() {
        return highest == NOTHING ? 0 : highest - base + 1;
    }

    private int delaySinceSenderReport(long nowNanos) {
        return lastSenderReport == 0 ? 0 : NtpClock.nanosToCompact(nowNanos - senderReportNanos);
    }
}
