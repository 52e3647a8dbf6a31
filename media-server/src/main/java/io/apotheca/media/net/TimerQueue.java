// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import java.util.Arrays;

/** Transports by their next deadline: a binary heap in which each knows its position. Owned by its MediaLoop. */
final class TimerQueue {
    private Home[] heap = new Home[16];
    private int size;

    /** The earliest deadline, or {@code Long.MAX_VALUE}. */
    long nextNanos() {
        return size == 0 ? Long.MAX_VALUE : heap[0].deadlineNanos;
    }

    /** The transport whose deadline is first. The queue is not empty. */
    Home first() {
        return heap[0];
    }

    /** Sets the deadline of {@code home}; {@code Long.MAX_VALUE} takes it out. */
    void schedule(Home home, long deadlineNanos) {
        if (deadlineNanos == Long.MAX_VALUE) {
            remove(home);
            return;
        }
        home.deadlineNanos = deadlineNanos;
        if (home.position < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            place(home, size++);
        }
        settle(home);
    }

    void remove(Home home) {
        int at = home.position;
        if (at < 0) {
            return;
        }
        home.position = -1;
        size--;
        Home last = heap[size];
        if (at != size) {
            place(last, at);
            settle(last);
        }
        Arrays.fill(heap, size, size + 1, null);
    }

    private void settle(Home home) {
        up(home);
        down(home);
    }

    private void up(Home home) {
        int at = home.position;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (heap[parent].deadlineNanos <= home.deadlineNanos) {
                break;
            }
            place(heap[parent], at);
            at = parent;
        }
        place(home, at);
    }

    private void down(Home home) {
        int at = home.position;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1].deadlineNanos < heap[child].deadlineNanos) {
                child++;
            }
            if (home.deadlineNanos <= heap[child].deadlineNanos) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(home, at);
    }

    private void place(Home home, int at) {
        heap[at] = home;
        home.position = at;
    }
}
