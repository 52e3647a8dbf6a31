// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;

/** Parts whose end nobody has been told of, by archive, the oldest archive forgotten first. Can be used by any thread. */
final class PartFates {
    private static final int MOST_ARCHIVES = 10_000;

    private final SequencedMap<UUID, List<PartFate>> fates = new LinkedHashMap<>();

    synchronized void add(PartFate fate) {
        if (fates.size() == MOST_ARCHIVES) {
            fates.pollFirstEntry();
        }
        fates.computeIfAbsent(fate.name().archive(), archive -> new ArrayList<>())
                .add(fate);
    }

    synchronized List<PartFate> all() {
        return fates.values().stream().flatMap(List::stream).toList();
    }

    /** Those of an archive, which are told of by that. */
    synchronized List<PartFate> take(UUID archive) {
        List<PartFate> taken = fates.remove(archive);
        return taken == null ? List.of() : taken;
    }
}
