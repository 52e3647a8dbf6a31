// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import java.util.concurrent.CompletableFuture;

/** One participant in a room: its signaling, and one or more media connections. Any thread may call. */
public interface Session extends AutoCloseable {
    /** {@link System#nanoTime} of the first thing that the participant itself asked of the server. */
    long beganNanos();

    /** Done when all that the participant sends can flow; fails when a connection does. */
    CompletableFuture<Void> connected();

    /** {@link System#nanoTime} of the first packet of media that came from anybody; fails when the session ends before. */
    CompletableFuture<Long> firstMediaNanos();

    /** Leaves the room for good, and closes the connections. */
    @Override
    void close();
}
