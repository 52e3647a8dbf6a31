// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.bench.link.Capacity;

class DeliveryTraceFuzzTest {
    private static final long SECOND = 1_000_000_000;

    /** Whatever a file holds, it is refused in words or is a capacity by which everything ends at some time. */
    @FuzzTest
    void read(FuzzedDataProvider data) {
        Capacity capacity;
        try {
            capacity =
                    DeliveryTrace.read(data.consumeRemainingAsString().lines().toList());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).hasLineCount(1);
            return;
        }
        assertThat(capacity.rateBps(SECOND)).isNotNegative();
        assertThat(capacity.endNanos(SECOND, 1)).isGreaterThanOrEqualTo(SECOND);
    }
}
