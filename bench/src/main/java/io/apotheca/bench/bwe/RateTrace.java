// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.Arrays;

/** Bits over time, in bins of 50 ms. */
public final class RateTrace {
    /** The width of a bin. */
    public static final long BIN_NANOS = 50_000_000;

    private long[] bins = new long[1 << 11];

    void add(long nowNanos, long bits) {
        int bin = bin(nowNanos);
        if (bin >= bins.length) {
            bins = Arrays.copyOf(bins, 2 * bin);
        }
        bins[bin] += bits;
    }

    private static int bin(long nanos) {
        return (int) (nanos / BIN_NANOS);
    }

    /** The mean rate; times are rounded down to bins. */
    public double bps(long fromNanos, long untilNanos) {
        long bits = 0;
        int end = Math.min(bin(untilNanos), bins.length);
        for (int i = bin(fromNanos); i < end; i++) {
            bits += bins[i];
        }
        return untilNanos <= fromNanos ? 0 : bits * 1e9 / (untilNanos - fromNanos);
    }

    /** The first time from {@code fromNanos} on at which the mean over the last {@code spanNanos} is at least this; -1 if never. */
    public long firstAtLeast(double bps, long spanNanos, long fromNanos, long untilNanos) {
        for (long at = fromNanos + BIN_NANOS; at <= untilNanos; at += BIN_NANOS) {
            if (bps(Math.max(0, at - spanNanos), at) >= bps) {
                return at;
            }
        }
        return -1;
    }

    /** The first time from {@code fromNanos} on after which a span's mean is at most this; -1 if never. */
    public long firstAtMost(double bps, long spanNanos, long fromNanos, long untilNanos) {
        for (long at = fromNanos + spanNanos; at <= untilNanos; at += BIN_NANOS) {
            if (bps(at - spanNanos, at) <= bps) {
                return at;
            }
        }
        return -1;
    }
}
