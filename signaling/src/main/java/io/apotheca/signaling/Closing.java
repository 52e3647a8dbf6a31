// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be stopped in the opposite order, once. */
final class Closing implements AutoCloseable {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void add(Runnable step) {
        steps.push(step);
    }

    @Override
    public synchronized void close() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
