// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for what must come, and failing when it does not. */
final class Deadlines {
    static final Duration LIMIT = Duration.ofSeconds(20);

    private Deadlines() {}

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError("did not come: " + e, e);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("did not come");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    static <T> T poll(BlockingQueue<T> queue, Duration limit) {
        try {
            T item = queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (item == null) {
                throw new AssertionError("did not come");
            }
            return item;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
