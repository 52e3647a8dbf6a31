// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.bwe.PathMemory;
import io.apotheca.media.bwe.PathTable;
import io.apotheca.media.net.MediaLoop;
import io.apotheca.media.stun.TransportAddress;
import java.security.SecureRandom;
import java.util.List;

/**
 * What a node remembers of receivers' paths. Every loop has a table of its own, and what one finds out it posts to the
 * others, so that no table has two owners. Nothing of it is stored or logged.
 */
final class NodeMemory {
    private static final int SALT_BYTES = 16;

    private record Copy(MediaLoop loop, PathTable table) {}

    private final List<Copy> copies;

    NodeMemory(List<MediaLoop> loops, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        copies = loops.stream().map(loop -> new Copy(loop, new PathTable(salt))).toList();
    }

    /** The memory as one loop uses it, on that loop. */
    PathMemory on(MediaLoop loop) {
        PathTable own =
                copies.stream().filter(copy -> copy.loop == loop).findFirst().orElseThrow().table;
        return new PathMemory() {
            @Override
            public long recall(TransportAddress address, long nowNanos) {
                return own.recall(address, nowNanos);
            }

            @Override
            public void remember(TransportAddress address, long bps, boolean atLeast, long nowNanos) {
                own.remember(address, bps, atLeast, nowNanos);
                for (Copy copy : copies) {
                    if (copy.loop != loop) {
                        copy.loop.execute(() -> copy.table.remember(address, bps, atLeast, nowNanos));
                    }
                }
            }
        };
    }
}
