// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

/** Bits a second over the last second, or a little more. Owned by its MediaLoop; allocates nothing. */
final class RateMeter {
    static final long WINDOW_NANOS = 1_000_000_000;

    private static final long BITS_NANOS = 8 * 1_000_000_000L;

    private long sinceNanos;
    private long bytes;
    private long bps;

    RateMeter(long nowNanos) {
        sinceNanos = nowNanos;
    }

    void onBytes(int count, long nowNanos) {
        roll(nowNanos);
        bytes += count;
    }

    long bps(long nowNanos) {
        roll(nowNanos);
        return bps;
    }

    private void roll(long nowNanos) {
        long elapsedNanos = nowNanos - sinceNanos;
        if (elapsedNanos >= WINDOW_NANOS) {
            // After a silence what was counted before it is of another second.
            bps = elapsedNanos < 2 * WINDOW_NANOS ? (long) (bytes * (double) BITS_NANOS / elapsedNanos) : 0;
            bytes = 0;
            sinceNanos = nowNanos;
        }
    }
}
