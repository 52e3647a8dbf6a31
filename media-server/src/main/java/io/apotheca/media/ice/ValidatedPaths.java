// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import org.jspecify.annotations.Nullable;

/** The paths on which a peer proved itself, bounded: the one added longest ago goes first, the selected one never. */
final class ValidatedPaths {
    static final int LIMIT = 16;

    private final @Nullable NetworkPath[] paths = new @Nullable NetworkPath[LIMIT];
    private int next;

    boolean contains(NetworkPath path) {
        for (NetworkPath known : paths) {
            if (path.equals(known)) {
                return true;
            }
        }
        return false;
    }

    void add(NetworkPath path, @Nullable NetworkPath keep) {
        if (contains(path)) {
            return;
        }
        if (keep != null && keep.equals(paths[next])) {
            next = (next + 1) % LIMIT;
        }
        paths[next] = path;
        next = (next + 1) % LIMIT;
    }
}
