// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Parts whose end nobody has been told of, the oldest forgotten first. Can be used by any thread. */
final class PartFates {
    private static final int MOST = 10_000;

    private final List<PartFate> fates = new ArrayList<>();

    synchronized void add(PartFate fate) {
        if (fates.size() == MOST) {
            fates.removeFirst();
        }
        fates.add(fate);
    }

    synchronized List<PartFate> all() {
        return List.copyOf(fates);
    }

    /** Those of an archive, which are told of by that. */
    synchronized List<PartFate> take(UUID archive) {
        List<PartFate> taken = fates.stream()
                .filter(fate -> fate.name().archive().equals(archive))
                .toList();
        fates.removeAll(taken);
        return taken;
    }
}
