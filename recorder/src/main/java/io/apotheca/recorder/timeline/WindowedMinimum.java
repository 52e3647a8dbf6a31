// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.timeline;

import java.util.Arrays;

/** The least of the values of the last while, which is cut in a few parts that are forgotten one by one. */
final class WindowedMinimum {
    private static final int PARTS = 8;

    private final long partNanos;
    private final long[] minima = new long[PARTS];
    private long part = Long.MIN_VALUE;
    private long least = Long.MAX_VALUE;

    WindowedMinimum(long windowNanos) {
        this.partNanos = windowNanos / PARTS;
        clear();
    }

    void clear() {
        Arrays.fill(minima, Long.MAX_VALUE);
        least = Long.MAX_VALUE;
        part = Long.MIN_VALUE;
    }

    /** Time does not go back; if it does, it stands still. */
    void add(long value, long nowNanos) {
        long now = Math.max(Math.floorDiv(nowNanos, partNanos), part);
        if (now != part) {
            forget(now);
        }
        int slot = Math.floorMod(now, PARTS);
        minima[slot] = Math.min(minima[slot], value);
        least = Math.min(least, value);
    }

    private void forget(long now) {
        long steps = part == Long.MIN_VALUE ? PARTS : Math.min(now - part, PARTS);
        for (long step = 0; step < steps; step++) {
            minima[Math.floorMod(now - step, PARTS)] = Long.MAX_VALUE;
        }
        part = now;
        least = Long.MAX_VALUE;
        for (long each : minima) {
            least = Math.min(least, each);
        }
    }

    /** {@code Long.MAX_VALUE} if there is none. */
    long least() {
        return least;
    }
}
