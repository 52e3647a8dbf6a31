// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the parts that have their end from the folder they are written in to the store, each until it is there. The file
 * goes only then. Nothing but the folder is remembered, so it goes on after a restart. Owned by one thread.
 */
public final class Uploads {
    private static final long FIRST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_WAIT_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();

    private final LocalFolder folder;
    private final ArchiveStore store;
    private final Map<PartName, Waiting> waiting = new HashMap<>();

    /** After a failure: how long was waited, and until when. */
    private record Waiting(long waitNanos, long untilNanos) {}

    public Uploads(LocalFolder folder, ArchiveStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** How many parts the store would not take yet. */
    public int refused() {
        return waiting.size();
    }

    /** Brings what is due, and returns when to call again. */
    public long turn(long nowNanos) {
        List<PartName> parts;
        try {
            parts = folder.parts().stream()
                    .filter(name -> Files.exists(folder.finished(name)))
                    .toList();
        } catch (IOException e) {
            return nowNanos + LOOK_NANOS;
        }
        Set<PartName> present = parts.stream().collect(Collectors.toSet());
        waiting.keySet().retainAll(present);
        long next = nowNanos + LOOK_NANOS;
        for (PartName name : parts) {
            Waiting before = waiting.get(name);
            if (before == null || nowNanos - before.untilNanos >= 0) {
                bring(name, before == null ? FIRST_WAIT_NANOS : 2 * before.waitNanos, nowNanos);
            }
            Waiting after = waiting.get(name);
            if (after != null) {
                next = Math.min(next, after.untilNanos);
            }
        }
        return next;
    }

    private void bring(PartName name, long waitNanos, long nowNanos) {
        try {
            store.put(name, folder.finished(name));
            Files.delete(folder.finished(name));
            folder.forceNames();
            waiting.remove(name);
        } catch (IOException e) {
            long bounded = Math.min(waitNanos, LONGEST_WAIT_NANOS);
            waiting.put(name, new Waiting(bounded, nowNanos + bounded));
        }
    }
}
