// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.time;

/**
 * Maps the loop's nanoseconds to NTP timestamps (RFC 3550 section 4) and back. The mapping is fixed at construction, so
 * a step of the wall clock never shows in sender reports. Immutable; right across the NTP era change of 2036.
 */
public final class NtpClock {
    private static final long EPOCH_SECONDS_AFTER_1900 = 2_208_988_800L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LOW_32 = 0xFFFF_FFFFL;
    private static final long HALF = 1L << 31;

    private final long originNanos;
    private final long originEpochNanos;
    private final long originNtp;

    /** At {@code originNanos} of the loop's clock it was {@code originEpochNanos} since 1970-01-01T00:00Z. */
    public NtpClock(long originNanos, long originEpochNanos) {
        this.originNanos = originNanos;
        this.originEpochNanos = originEpochNanos;
        this.originNtp = ntpAt(originNanos);
    }

    /** The 64-bit NTP timestamp (32.32 bits) of a moment of the loop's clock. */
    public long ntpAt(long nowNanos) {
        long epochNanos = originEpochNanos + (nowNanos - originNanos);
        long seconds = Math.floorDiv(epochNanos, NANOS_PER_SECOND) + EPOCH_SECONDS_AFTER_1900;
        long fraction = (Math.floorMod(epochNanos, NANOS_PER_SECOND) << 32) / NANOS_PER_SECOND;
        return (seconds << 32) | fraction;
    }

    /** The moment of the loop's clock that an NTP timestamp of this clock names, within 68 years of the origin. */
    public long nanosAt(long ntp) {
        long sinceOrigin = ntp - originNtp;
        return originNanos + (sinceOrigin >> 32) * NANOS_PER_SECOND + fractionNanos(sinceOrigin);
    }

    /** The middle 32 bits of an NTP timestamp, as LSR carries them (RFC 3550 section 6.4.1). */
    public static int compact(long ntp) {
        return (int) (ntp >> 16);
    }

    /** A duration of 16.16 bit seconds, such as A - LSR - DLSR. It is signed: a peer's claims can make it negative. */
    public static long compactToNanos(int compactDuration) {
        return (compactDuration * NANOS_PER_SECOND) >> 16;
    }

    /** A duration as DLSR carries it: 16.16 bit seconds, held between zero and the largest that is not negative. */
    public static int nanosToCompact(long durationNanos) {
        long seconds = durationNanos / NANOS_PER_SECOND;
        if (durationNanos < 0) {
            return 0;
        }
        if (seconds > Short.MAX_VALUE) {
            return Integer.MAX_VALUE;
        }
        return (int) ((seconds << 16) | (((durationNanos % NANOS_PER_SECOND) << 16) / NANOS_PER_SECOND));
    }

    private static long fractionNanos(long ntp) {
        return ((ntp & LOW_32) * NANOS_PER_SECOND + HALF) >>> 32;
    }
}
