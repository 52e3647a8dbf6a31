// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apotheca.media.testing.Property;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void quantilesAreRightWithinASixtyFourth() {
        Property.check(1, 100, random -> {
            Histogram histogram = new Histogram();
            long[] all = new long[2000];
            for (int i = 0; i < all.length; i++) {
                all[i] = (long) (1000 * Math.exp(random.nextDouble() * 14));
                histogram.record(all[i]);
            }
            Arrays.sort(all);
            for (double share : new double[] {0.5, 0.9, 0.99, 0.999}) {
                double exact = (double) all[(int) Math.ceil(share * all.length) - 1];
                assertThat(histogram.quantileNanos(share)).isCloseTo(exact, within(exact / 64 + 1000));
            }
            assertThat(histogram.maxNanos()).isEqualTo(all[all.length - 1]);
            assertThat(histogram.quantileNanos(1)).isLessThanOrEqualTo((double) histogram.maxNanos());
        });
    }

    @Test
    void twoAreOne() {
        Histogram one = new Histogram();
        Histogram other = new Histogram();
        one.record(1_000_000);
        other.record(3_000_000);
        one.add(other);
        assertThat(one.count()).isEqualTo(2);
        assertThat(one.quantileNanos(0.5)).isCloseTo(1e6, within(2e4));
        assertThat(one.maxNanos()).isEqualTo(3_000_000);
    }

    @Test
    void nothingHasNoQuantileAndExtremesAreTaken() {
        Histogram histogram = new Histogram();
        assertThat(histogram.quantileNanos(0.5)).isNaN();
        histogram.record(-1);
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.quantileNanos(0.5)).isLessThan(1000);
    }
}
