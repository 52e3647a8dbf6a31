// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import java.lang.ref.WeakReference;
import java.util.List;

/** Which objects nobody holds any more. */
public final class Collected {
    private static final int COLLECTIONS = 20;

    private Collected() {}

    /** How many are still there after collections of garbage. */
    public static long remaining(List<? extends WeakReference<?>> watched) {
        long remaining = watched.size();
        for (int i = 0; i < COLLECTIONS && remaining > 0; i++) {
            System.gc();
            remaining = watched.stream().filter(each -> each.get() != null).count();
        }
        return remaining;
    }
}
