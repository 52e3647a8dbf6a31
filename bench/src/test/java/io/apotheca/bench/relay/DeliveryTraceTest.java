// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.apotheca.bench.link.Capacity;
import io.apotheca.media.testing.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTraceTest {
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    @Test
    void oneOpportunityAMillisecondIsTwelveMegabits() {
        Capacity capacity = DeliveryTrace.read(List.of("# constant", "", "1"));
        assertThat(capacity.rateBps(0)).isEqualTo(12_000_000);
        assertThat(capacity.rateBps(HOUR / 2)).isEqualTo(12_000_000);
        assertThat(capacity.rateBps(2 * HOUR)).isEqualTo(12_000_000);
    }

    @Test
    void outagesAreKeptAndTheTraceRepeats() {
        Capacity capacity = DeliveryTrace.read(List.of("5", "5", "10", "100"));
        for (long period = 0; period < 3; period++) {
            long start = period * 100 * MILLI;
            assertThat(capacity.rateBps(start)).isEqualTo(3_600_000);
            assertThat(capacity.rateBps(start + 50 * MILLI)).isZero();
            assertThat(capacity.rateBps(start + 95 * MILLI)).isEqualTo(1_200_000);
        }
        assertThat(capacity.rateBps(HOUR)).as("the mean, in the end").isEqualTo(480_000);
    }

    @Test
    void pairsAreSecondsAndRates() {
        Capacity capacity = DeliveryTrace.read(List.of("# seconds rate", "0 600000", "1.5\t60000"));
        assertThat(capacity.rateBps(1_499 * MILLI)).isEqualTo(600_000);
        assertThat(capacity.rateBps(1_500 * MILLI)).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "x",
                "5\n4",
                "1\n2 3",
                "1e9",
                "99999999999",
                "999999999",
                "1 5",
                "0 0",
                "0 5\n0 6",
                "0 -1",
                "0 1e3",
                "1e2147483647 5"
            })
    void nonsenseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeliveryTrace.read(text.lines().toList()));
    }

    @Test
    void aPeriodCarriesWhatItsLinesSay() {
        Property.check(5, 200, random -> {
            List<String> lines = new ArrayList<>();
            int millis = 0;
            int count = 1 + random.nextInt(400);
            for (int i = 0; i < count; i++) {
                millis += random.nextInt(random.nextInt(10) == 0 ? 200 : 5);
                lines.add(Integer.toString(millis));
            }
            lines.add(Integer.toString(++millis));
            Capacity capacity = DeliveryTrace.read(lines);
            assertThat(capacity.bits(0, millis * MILLI)).isCloseTo((count + 1) * 12_000.0, within(count + 1.0));
            assertThat(capacity.bits(millis * MILLI, 3L * millis * MILLI))
                    .isCloseTo(2 * (count + 1) * 12_000.0, within(2 * count + 2.0));
        });
    }
}
