// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Tells at which moment of the server's clock a frame of one stream was captured, give or take the shortest way its sender's
 * packets had. RTP timestamps say how far frames are apart; where they lie on the server's clock is known by sender
 * reports, and before the first one, or where reports contradict the packets, by the least delay of the packets
 * themselves. A better estimate, and drift of either clock, moves the frames slowly, so that nothing jumps; across a pause
 * at once. No frame is later than its arrival. Not thread-safe.
 */
public final class StreamClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long WINDOW_NANOS = 32 * NANOS_PER_SECOND;
    /** A silence of so long is a pause. */
    private static final long PAUSE_NANOS = NANOS_PER_SECOND;
    /** What is off by more moves at {@link #FAST}, other things at {@link #SLOW}: nanoseconds a second. */
    private static final long NEAR_NANOS = 20_000_000;

    private static final long FAST = 50_000_000;
    private static final long SLOW = 5_000_000;
    /** How much earlier than by the quickest packet a report may place a frame: encoding and a full queue take so long. */
    private static final long MOST_EARLIER_NANOS = 2 * NANOS_PER_SECOND;
    /** And how much later, because its reports had a quicker way. */
    private static final long MOST_LATER_NANOS = NANOS_PER_SECOND / 5;
    /** So many packets in a row that are so far off mean that the sender's timestamps began anew. */
    private static final int PACKETS_OF_A_LEAP = 3;

    private static final long LEAP_BACK_NANOS = 2 * NANOS_PER_SECOND;
    private static final long LEAP_AHEAD_NANOS = 10 * NANOS_PER_SECOND;

    private static final long NOTHING = Long.MAX_VALUE;

    /**
     * A moment of the sender's wallclock and of the stream's media time. A sender that was held up takes an older frame for the
     * newest and tells too small a timestamp, so that of two reports the one that places frames earlier is right.
     */
    private record Report(long ntp, long mediaNanos, int epoch) {}

    private final SenderClock sender;
    private final int clockRate;
    private final WindowedMinimum delays = new WindowedMinimum(WINDOW_NANOS);
    private boolean started;
    /** RTP timestamp of the zero of media time, and the highest media time in ticks. */
    private long origin;

    private long highest;
    private int leaping;
    private @Nullable Report newest;
    private @Nullable Report before;
    private boolean placed;
    private long offset;
    private long placedNanos;

    public StreamClock(SenderClock sender, int clockRate) {
        this.sender = sender;
        this.clockRate = clockRate;
    }

    /** A packet arrived, in whatever order. */
    public void onPacket(long rtpTimestamp, long nowNanos) {
        if (!started) {
            begin(rtpTimestamp);
        }
        long ticks = ticks(rtpTimestamp);
        long delay = nowNanos - media(ticks);
        long least = delays.least();
        if (least != Long.MAX_VALUE && (delay < least - LEAP_BACK_NANOS || delay > least + LEAP_AHEAD_NANOS)) {
            if (++leaping < PACKETS_OF_A_LEAP) {
                return;
            }
            begin(rtpTimestamp);
            delay = nowNanos;
            ticks = 0;
        }
        leaping = 0;
        highest = Math.max(highest, ticks);
        delays.add(delay, nowNanos);
    }

    /** The sender told which moment of its wallclock an RTP timestamp stands for. */
    public void onReport(long ntp, long rtpTimestamp, long nowNanos) {
        if (sender.onReport(ntp, nowNanos) && started) {
            before = newest;
            newest = new Report(ntp, media(ticks(rtpTimestamp)), sender.epoch());
        }
    }

    /** When the frame of this timestamp was captured; it was complete at {@code arrivalNanos}. Only after its packets. */
    public long captured(long rtpTimestamp, long arrivalNanos) {
        long target = target();
        long elapsed = arrivalNanos - placedNanos;
        if (!placed || elapsed > PAUSE_NANOS) {
            placed = true;
            offset = target;
            placedNanos = arrivalNanos;
        } else if (elapsed > 0) {
            long off = target - offset;
            long speed = Math.abs(off) > NEAR_NANOS ? FAST : SLOW;
            long most = elapsed * (speed / 1_000_000) / 1_000;
            offset += Math.clamp(off, -most, most);
            placedNanos = arrivalNanos;
        }
        return Math.clamp(media(ticks(rtpTimestamp)) + offset, arrivalNanos - LEAP_AHEAD_NANOS, arrivalNanos);
    }

    private long target() {
        long told = Math.min(told(newest), told(before));
        return told == NOTHING ? delays.least() : told;
    }

    private long told(@Nullable Report report) {
        if (report == null || report.epoch != sender.epoch()) {
            return NOTHING;
        }
        long least = delays.least();
        long told = sender.serverNanos(report.ntp) - report.mediaNanos;
        return told >= least - MOST_EARLIER_NANOS && told <= least + MOST_LATER_NANOS ? told : NOTHING;
    }

    private void begin(long rtpTimestamp) {
        started = true;
        origin = rtpTimestamp;
        highest = 0;
        leaping = 0;
        newest = null;
        before = null;
        placed = false;
        delays.clear();
    }

    /** Media time in ticks, by the shortest distance to the highest so far. */
    private long ticks(long rtpTimestamp) {
        return highest + (int) (rtpTimestamp - origin - highest);
    }

    private long media(long ticks) {
        return Math.floorDiv(ticks, clockRate) * NANOS_PER_SECOND
                + Math.floorMod(ticks, clockRate) * NANOS_PER_SECOND / clockRate;
    }
}
