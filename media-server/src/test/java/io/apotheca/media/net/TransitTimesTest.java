// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;

class TransitTimesTest {
    private static final long SECOND = 1_000_000_000L;

    private static int bucketOf(long nanos) {
        TransitTimes times = new TransitTimes();
        times.record(nanos, 1, 0);
        int found = 0;
        while (times.count(found) == 0) {
            found++;
        }
        return found;
    }

    @Test
    void everyTimeIsWithinItsBucket() {
        Property.check(81, 2_000, random -> {
            long nanos = random.nextLong(1L << random.nextInt(1, 40));
            int bucket = bucketOf(nanos);
            assertThat(nanos).isLessThan(TransitTimes.endNanos(bucket));
            if (bucket > 0) {
                assertThat(nanos).isGreaterThanOrEqualTo(TransitTimes.endNanos(bucket - 1));
            }
        });
    }

    @Test
    void bucketsGrowByAQuarterAtMost() {
        assertThat(TransitTimes.endNanos(0)).isEqualTo(8_192);
        assertThat(TransitTimes.endNanos(TransitTimes.buckets() - 2)).isEqualTo(1L << 33);
        assertThat(TransitTimes.endNanos(TransitTimes.buckets() - 1)).isEqualTo(Long.MAX_VALUE);
        for (int i = 1; i < TransitTimes.buckets() - 1; i++) {
            double growth = (double) TransitTimes.endNanos(i) / TransitTimes.endNanos(i - 1);
            assertThat(growth).isGreaterThan(1.1).isLessThanOrEqualTo(1.25);
        }
    }

    @Test
    void sumsUpDatagrams() {
        TransitTimes times = new TransitTimes();
        times.record(10_000, 3, 0);
        times.record(50_000, 2, 0);
        assertThat(times.sumNanos()).isEqualTo(130_000);
        assertThat(times.count(bucketOf(10_000))).isEqualTo(3);
        assertThat(times.count(bucketOf(50_000))).isEqualTo(2);
    }

    @Test
    void theLongestIsForgottenAfterAMinute() {
        TransitTimes times = new TransitTimes();
        times.record(500, 1, 0);
        times.record(200, 1, 10 * SECOND);
        assertThat(times.longestNanos(29 * SECOND)).isEqualTo(500);
        assertThat(times.longestNanos(31 * SECOND)).isEqualTo(500);
        times.record(300, 1, 40 * SECOND);
        assertThat(times.longestNanos(62 * SECOND)).isEqualTo(300);
        times.record(400, 1, 63 * SECOND);
        assertThat(times.longestNanos(200 * SECOND)).isZero();
    }
}
