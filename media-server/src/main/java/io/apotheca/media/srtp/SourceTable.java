// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each SSRC of one peer and direction. Never forgets one, since with its replay window old packets would
 * become fresh again; the caller bounds it instead. A linear search: a peer has a few dozen at most.
 */
final class SourceTable<T> {
    private int[] ssrcs = new int[8];
    private final List<T> sources = new ArrayList<>();

    @Nullable
    T find(int ssrc) {
        for (int i = 0; i < sources.size(); i++) {
            if (ssrcs[i] == ssrc) {
                return sources.get(i);
            }
        }
        return null;
    }

    void add(int ssrc, T source) {
        int at = sources.size();
        if (at == ssrcs.length) {
            ssrcs = Arrays.copyOf(ssrcs, 2 * at);
        }
        ssrcs[at] = ssrc;
        sources.add(source);
    }

    int size() {
        return sources.size();
    }
}
