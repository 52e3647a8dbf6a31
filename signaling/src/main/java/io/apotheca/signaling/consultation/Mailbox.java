// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time in the order they came, on a virtual thread that exists only while there are any. Posting
 * never blocks and takes no lock; tasks may block. What only tasks touch needs no further protection.
 */
final class Mailbox {
    private static final int CLOSED = Integer.MIN_VALUE;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    /** False when the mailbox is closed: the task will not run. */
    boolean post(Runnable task) {
        int before;
        do {
            before = pending.get();
            if (before == CLOSED) {
                return false;
            }
        } while (!pending.compareAndSet(before, before + 1));
        tasks.add(task);
        if (before == 0) {
            Thread.ofVirtual().name("mailbox").start(this::drain);
        }
        return true;
    }

    /** For the running task only: closes if nothing else waits to run. */
    boolean closeIfIdle() {
        return pending.compareAndSet(1, CLOSED);
    }

    private void drain() {
        do {
            Runnable task = tasks.poll();
            if (task == null) {
                // Counted but not yet added: its poster is between the two.
                Thread.onSpinWait();
                continue;
            }
            task.run();
            if (pending.get() == CLOSED || pending.decrementAndGet() == 0) {
                return;
            }
        } while (true);
    }
}
