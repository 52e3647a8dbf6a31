// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Allocated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No step allocates for a packet; how long one takes is for {@code ./apotheca bench jmh} to say. */
class StepAllocationTest {
    private static final int PACKETS = 50_000;

    @ParameterizedTest
    @EnumSource
    void allocatesNoMoreThanItMay(Step step) {
        Runnable packet = step.begin();
        long bytes = Allocated.by(() -> {
            for (int i = 0; i < PACKETS; i++) {
                packet.run();
            }
        });
        assertThat(bytes / (double) PACKETS).isLessThan(step.mostBytes());
    }
}
