// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/** How long joining took, from a participant's first request until the first packet of media came. Any thread may add. */
final class JoinTimes {
    private final ReentrantLock lock = new ReentrantLock();
    private long[] nanos = new long[1024];
    private int count;
    private int failed;

    void add(long tookNanos) {
        lock.lock();
        try {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = tookNanos;
        } finally {
            lock.unlock();
        }
    }

    /** How many have been added since it last began anew. */
    int done() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    void fail() {
        lock.lock();
        try {
            failed++;
        } finally {
            lock.unlock();
        }
    }

    /** What has been added, and begins anew. */
    LoadResult.Joins take(double seconds) {
        lock.lock();
        try {
            long[] sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            LoadResult.Joins joins = new LoadResult.Joins(
                    count,
                    failed,
                    count / seconds,
                    millis(sorted, 0.5),
                    millis(sorted, 0.9),
                    millis(sorted, 0.99),
                    millis(sorted, 1));
            count = 0;
            failed = 0;
            return joins;
        } finally {
            lock.unlock();
        }
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }
}
