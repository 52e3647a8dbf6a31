// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.util.concurrent.CountDownLatch;

/** Keeps a server running until the process is told to end, and then stops it in order. */
final class UntilStopped {
    private UntilStopped() {}

    static int run(Runnable close) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    close.run();
                    stopped.countDown();
                }));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
