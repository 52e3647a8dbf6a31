// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.time;

import io.apotheca.media.room.Room;
import java.lang.foreign.Arena;
import java.net.DatagramSocket;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the architecture's rules forbid in a leaf of the core; they are tried on it. */
final class BreaksEveryRule {
    private BreaksEveryRule() {}

    static String of(@Nullable Room room, @Nullable DatagramSocket socket) {
        Thread thread = Thread.ofVirtual().unstarted(() -> {});
        Random random = new Random(1);
        return "" + (room == null) + socket + thread + System.nanoTime() + random.nextInt() + Arena.global();
    }
}
