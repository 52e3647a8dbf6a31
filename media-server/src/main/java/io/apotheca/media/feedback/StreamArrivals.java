// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtp.SequenceUnwrapper;
import io.apotheca.media.time.Deadline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the packets of each stream of one transport arrived, for a peer whose bandwidth estimate goes by streams: the receiver
 * of RFC 8888.
 *
 * <p>Invariant: of each stream the arrival times of the newest {@link #WINDOW} packets are known; everything before its base
 * has been reported. A report covers the packets from the base on, the missing ones as such. A late packet moves the base
 * back to itself, so that the next report corrects the last. A report is due {@link TwccArrivals#INTERVAL_NANOS} after the
 * first unreported packet or at {@link TwccArrivals#EAGER} of them, and one fits a datagram, so a rest may stay due at once.
 *
 * <p>Owned by its MediaLoop. Only a stream's first packet and {@link #build} allocate.
 */
public final class StreamArrivals {
    /** How many numbers back arrivals are known. A power of two. */
    public static final int WINDOW = 512;

    /** More streams than a peer sends; one that comes when all places are taken is not reported. */
    static final int STREAMS = 32;

    /** Two octets each, beside eight a stream. */
    static final int MAX_REPORTED = 400;

    private static final int ARRIVED = 0x8000;
    private static final int BEYOND_RANGE = CongestionFeedback.NO_OFFSET - 1;
    private static final long OFFSETS_A_SECOND = 1024;
    private static final long NANOS = 1_000_000_000;
    private static final long MISSING = Long.MIN_VALUE;
    private static final int MASK = WINDOW - 1;

    private final Stream[] streams = new Stream[STREAMS];
    private int count;
    /** Which stream the next report begins with, so that none is left behind where not all fit. */
    private int turn;

    private int unreported;
    private long deadlineNanos = Deadline.NEVER;

    private static final class Stream {
        final int ssrc;
        final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        final long[] arrivedNanos = new long[WINDOW];
        long highest = -1;
        long base;

        Stream(int ssrc) {
            this.ssrc = ssrc;
            Arrays.fill(arrivedNanos, MISSING);
        }

        /** False for a packet that came before, or too long ago. */
        boolean take(int wireSequence, long nowNanos) {
            long sequence = unwrapper.unwrap(wireSequence);
            if (highest < 0) {
                base = sequence;
                highest = sequence;
            } else if (sequence > highest) {
                for (long skipped = Math.max(highest + 1, sequence - WINDOW + 1); skipped < sequence; skipped++) {
                    arrivedNanos[(int) skipped & MASK] = MISSING;
                }
                highest = sequence;
            } else if (highest - sequence >= WINDOW || arrivedNanos[(int) sequence & MASK] != MISSING) {
                return false;
            }
            arrivedNanos[(int) sequence & MASK] = nowNanos;
            base = Math.max(Math.min(base, sequence), highest - WINDOW + 1);
            return true;
        }

        /** Reports at most so many packets, up to the last that arrived. */
        CongestionFeedback.Stream report(int most, long nowNanos) {
            long end = Math.min(highest + 1, base + most);
            int[] metrics = new int[(int) (end - base)];
            for (int i = 0; i < metrics.length; i++) {
                long arrived = arrivedNanos[(int) (base + i) & MASK];
                metrics[i] = arrived == MISSING ? 0 : ARRIVED | offset(nowNanos - arrived);
            }
            CongestionFeedback.Stream report = new CongestionFeedback.Stream(ssrc, (int) base & 0xFFFF, metrics);
            base = end;
            return report;
        }

        private static int offset(long agoNanos) {
            return (int) Math.min(BEYOND_RANGE, agoNanos * OFFSETS_A_SECOND / NANOS);
        }

        boolean reported() {
            return base > highest;
        }
    }

    /** A packet of this stream arrived; of repeated ones the first counts. */
    public void onPacket(int ssrc, int wireSequence, long nowNanos) {
        Stream stream = find(ssrc);
        if (stream == null || !stream.take(wireSequence, nowNanos)) {
            return;
        }
        unreported++;
        if (unreported == 1) {
            deadlineNanos = nowNanos + TwccArrivals.INTERVAL_NANOS;
        } else if (unreported == TwccArrivals.EAGER) {
            deadlineNanos = nowNanos;
        }
    }

    private @Nullable Stream find(int ssrc) {
        for (int i = 0; i < count; i++) {
            if (streams[i].ssrc == ssrc) {
                return streams[i];
            }
        }
        if (count == STREAMS) {
            return null;
        }
        streams[count] = new Stream(ssrc);
        return streams[count++];
    }

    public boolean due(long nowNanos) {
        return nowNanos >= deadlineNanos;
    }

    /** When a report is due, or {@link Deadline#NEVER}. */
    public long nextDeadlineNanos() {
        return deadlineNanos;
    }

    /**
     * The next report, or null when no packet arrived since the last.
     *
     * @param compactNtp the present time as the middle 32 bits of an NTP timestamp
     */
    public @Nullable CongestionFeedback build(int senderSsrc, int compactNtp, long nowNanos) {
        if (unreported == 0) {
            return null;
        }
        List<CongestionFeedback.Stream> reports = new ArrayList<>();
        int room = MAX_REPORTED;
        boolean rest = false;
        for (int i = 0; i < count; i++) {
            Stream stream = streams[(turn + i) % count];
            if (!stream.reported() && room > 0) {
                CongestionFeedback.Stream report = stream.report(room, nowNanos);
                room -= report.metrics().length;
                reports.add(report);
            }
            rest |= !stream.reported();
        }
        turn = (turn + 1) % count;
        unreported = rest ? unreported : 0;
        deadlineNanos = rest ? nowNanos : Deadline.NEVER;
        return new CongestionFeedback(senderSsrc, compactNtp, reports);
    }
}
