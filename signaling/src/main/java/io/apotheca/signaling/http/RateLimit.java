// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts per key in a window that starts with the key's first count. Remembers so many keys and forgets the longest
 * unused first, so that memory is bounded whoever knocks. Any thread may use it.
 */
final class RateLimit {
    private record Count(Instant since, int times) {}

    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final int most;
    private final Duration window;
    private final int remembered;
    private final InstantSource clock;

    RateLimit(int most, Duration window, int remembered, InstantSource clock) {
        this.most = most;
        this.window = window;
        this.remembered = remembered;
        this.clock = clock;
    }

    /** Counts one more; false when that is one too many. */
    boolean allows(String key) {
        lock.lock();
        try {
            Count count = current(key);
            if (count.times >= most) {
                return false;
            }
            counts.put(key, new Count(count.since, count.times + 1));
            if (counts.size() > remembered) {
                counts.remove(counts.keySet().iterator().next());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether one more would be one too many. Counts nothing. */
    boolean exhausted(String key) {
        lock.lock();
        try {
            return current(key).times >= most;
        } finally {
            lock.unlock();
        }
    }

    private Count current(String key) {
        Instant now = clock.instant();
        Count count = counts.get(key);
        return count == null || !now.isBefore(count.since.plus(window)) ? new Count(now, 0) : count;
    }
}
