// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import org.jspecify.annotations.Nullable;

/**
 * The paths known at one UDP port by their remote addresses: a table with open addressing, at most half full, in which a look-up makes no
 * object. It grows with the paths that were proven, never with who merely sends. Owned by its MediaLoop.
 */
final class UdpPaths {
    private static final int SMALLEST = 64;

    private @Nullable UdpPath[] slots = new UdpPath[SMALLEST];
    private int size;

    @Nullable
    UdpPath get(Endpoint from) {
        return slots[slot(from)];
    }

    /** The one that was known before, or null. */
    @Nullable
    UdpPath put(UdpPath path) {
        int slot = slot(path.to());
        UdpPath before = slots[slot];
        slots[slot] = path;
        if (before == null && 2 * ++size > slots.length) {
            grow();
        }
        return before;
    }

    /** Removes this path, unless another has its address by now. */
    void remove(UdpPath path) {
        int slot = slot(path.to());
        UdpPath found = slots[slot];
        if (found != null && found.equals(path)) {
            slots[slot] = null;
            size--;
            closeGap(slot);
        }
    }

    /** Where the path from there is, or would be. */
    private int slot(Endpoint endpoint) {
        int slot = endpoint.hash() & slots.length - 1;
        UdpPath found;
        while ((found = slots[slot]) != null && !found.to().same(endpoint)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    /** What follows without a break may have been pushed on by what was removed: each finds its place again. */
    private void closeGap(int gap) {
        UdpPath moved;
        for (int slot = gap + 1 & slots.length - 1; (moved = slots[slot]) != null; slot = slot + 1 & slots.length - 1) {
            slots[slot] = null;
            slots[slot(moved.to())] = moved;
        }
    }

    private void grow() {
        @Nullable UdpPath[] before = slots;
        slots = new UdpPath[2 * before.length];
        for (UdpPath path : before) {
            if (path != null) {
                slots[slot(path.to())] = path;
            }
        }
    }
}
