// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import org.jspecify.annotations.Nullable;

/**
 * The paths on which a peer proved itself and when something authentic last came by each. Bounded: the one added longest
 * ago goes first, the one in use never.
 */
final class ValidatedPaths {
    static final int LIMIT = 16;

    private final @Nullable NetworkPath[] paths = new @Nullable NetworkPath[LIMIT];
    private final long[] heardNanos = new long[LIMIT];
    private int next;

    boolean contains(NetworkPath path) {
        return indexOf(path) >= 0;
    }

    private int indexOf(NetworkPath path) {
        for (int i = 0; i < LIMIT; i++) {
            if (path.equals(paths[i])) {
                return i;
            }
        }
        return -1;
    }

    void add(NetworkPath path, @Nullable NetworkPath keep, long nowNanos) {
        if (heard(path, nowNanos)) {
            return;
        }
        if (keep != null && keep.equals(paths[next])) {
            next = (next + 1) % LIMIT;
        }
        paths[next] = path;
        heardNanos[next] = nowNanos;
        next = (next + 1) % LIMIT;
    }

    /** Something authentic came by this path. False when it is not here. */
    boolean heard(NetworkPath path, long nowNanos) {
        int at = indexOf(path);
        if (at >= 0) {
            heardNanos[at] = nowNanos;
        }
        return at >= 0;
    }

    /** When something authentic last came by this path, which is here. */
    long heardNanos(NetworkPath path) {
        return heardNanos[indexOf(path)];
    }

    void remove(NetworkPath path) {
        int at = indexOf(path);
        if (at >= 0) {
            paths[at] = null;
        }
    }

    /** The path by which something authentic came last, or null when there is none. */
    @Nullable
    NetworkPath liveliest() {
        int best = -1;
        for (int i = 0; i < LIMIT; i++) {
            if (paths[i] != null && (best < 0 || heardNanos[i] - heardNanos[best] > 0)) {
                best = i;
            }
        }
        return best < 0 ? null : paths[best];
    }
}
