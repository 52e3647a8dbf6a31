// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.PriorityQueue;

/** Time that jumps from one thing to do to the next; of those at the same time the one that was asked for first is first. */
final class VirtualTime {
    private record Event(long atNanos, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNanos;
    private long asked;

    long nowNanos() {
        return nowNanos;
    }

    /** Does this at that time, or now if that is past. */
    void at(long atNanos, Runnable what) {
        events.add(new Event(Math.max(atNanos, nowNanos), asked++, what));
    }

    void runUntil(long endNanos) {
        for (Event next = events.peek(); next != null && next.atNanos <= endNanos; next = events.peek()) {
            events.remove();
            nowNanos = next.atNanos;
            next.what.run();
        }
        nowNanos = endNanos;
    }
}
