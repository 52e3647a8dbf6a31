// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections by their next deadline, in ticks of a millisecond: setting one and taking one out costs the same however many
 * there are. A deadline beyond the wheel comes early, at its end, and is then set again. Owned by its loop.
 */
final class TimerWheel {
    static final long TICK_NANOS = 1_000_000;

    private static final int TICKS = 1024;
    private static final int MASK = TICKS - 1;
    private static final int WORDS = TICKS / 64;

    /** One that waits; holds its place in the wheel itself. */
    static class Timer {
        private @Nullable Timer before;
        private @Nullable Timer after;
        private long tick = -1;
        long deadlineNanos;
    }

    private final @Nullable Timer[] slots = new @Nullable Timer[TICKS];
    private final long[] filled = new long[WORDS];
    private long current;

    TimerWheel(long nowNanos) {
        current = nowNanos / TICK_NANOS;
    }

    /** Sets a timer anew; {@code Long.MAX_VALUE} takes it out. */
    void set(Timer timer, long deadlineNanos) {
        timer.deadlineNanos = deadlineNanos;
        if (deadlineNanos == Long.MAX_VALUE) {
            remove(timer);
            return;
        }
        long tick = Math.clamp(Math.ceilDiv(deadlineNanos, TICK_NANOS), current + 1, current + TICKS - 1);
        if (tick == timer.tick) {
            return;
        }
        remove(timer);
        int slot = (int) tick & MASK;
        timer.tick = tick;
        timer.after = slots[slot];
        if (timer.after != null) {
            timer.after.before = timer;
        }
        slots[slot] = timer;
        filled[slot / 64] |= 1L << slot;
    }

    void remove(Timer timer) {
        if (timer.tick < 0) {
            return;
        }
        int slot = (int) timer.tick & MASK;
        if (timer.before != null) {
            timer.before.after = timer.after;
        } else {
            slots[slot] = timer.after;
        }
        if (timer.after != null) {
            timer.after.before = timer.before;
        }
        if (slots[slot] == null) {
            filled[slot / 64] &= ~(1L << slot);
        }
        timer.before = null;
        timer.after = null;
        timer.tick = -1;
    }

    /** Takes out all timers up to now, and hands each over; it may be set again meanwhile. */
    void advance(long nowNanos, Consumer<Timer> due) {
        long now = nowNanos / TICK_NANOS;
        long last = Math.min(now, current + TICKS - 1);
        while (current < last) {
            current++;
            int slot = (int) current & MASK;
            Timer timer = slots[slot];
            while (timer != null) {
                remove(timer);
                due.accept(timer);
                timer = slots[slot];
            }
        }
        current = Math.max(current, now);
    }

    /** When the next timer is due at the earliest; {@code Long.MAX_VALUE} where there is none. */
    long nextNanos() {
        long tick = current + 1;
        int slot = (int) tick & MASK;
        int word = slot / 64;
        long bits = filled[word] & -1L << slot;
        for (int i = 0; i <= WORDS; i++) {
            if (bits != 0) {
                int found = word * 64 + Long.numberOfTrailingZeros(bits);
                return (tick + (found - slot & MASK)) * TICK_NANOS;
            }
            word = (word + 1) % WORDS;
            bits = filled[word];
        }
        return Long.MAX_VALUE;
    }
}
