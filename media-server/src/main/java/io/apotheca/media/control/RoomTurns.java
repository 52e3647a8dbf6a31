// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One request at a time for a room, so that what the directory counts and what the loop holds change together. Rooms share
 * a fixed number of locks; two that share one merely wait for each other. Held by the control service's threads while they
 * wait for a loop, never by a loop.
 */
final class RoomTurns {
    private static final int LOCKS = 256;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    <T> T take(String roomId, Supplier<T> work) {
        ReentrantLock lock = locks[Math.floorMod(roomId.hashCode(), LOCKS)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
