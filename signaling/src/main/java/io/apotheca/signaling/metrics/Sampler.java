// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

import java.time.Duration;

/** Does something over and over on a thread of its own, with a pause between, until it is closed. */
public final class Sampler implements AutoCloseable {
    private final Thread thread;

    private Sampler(Thread thread) {
        this.thread = thread;
    }

    /** Begins at once. The work must not throw. */
    public static Sampler start(Duration pause, Runnable work) {
        return new Sampler(Thread.ofVirtual().name("metrics").start(() -> run(pause, work)));
    }

    private static void run(Duration pause, Runnable work) {
        try {
            while (true) {
                work.run();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
