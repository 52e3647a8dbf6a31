// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import io.apotheca.signaling.e2e.Await;
import io.apotheca.signaling.e2e.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How wide the one picture on a page was, looked at now and then: each width once in a row. */
record PictureSizes(Probe probe, List<Integer> seen) {
    private static final Duration EACH = Duration.ofMillis(250);

    PictureSizes(Probe probe) {
        this(probe, new ArrayList<>());
    }

    void watch(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < end) {
            int width = probe.videos().getFirst().width();
            if (seen.isEmpty() || seen.getLast() != width) {
                seen.add(width);
            }
            Await.pass(EACH);
        }
    }
}
