// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NtpClockTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void countsFrom1900() {
        NtpClock clock = new NtpClock(500, 0);

        assertThat(clock.ntpAt(500)).isEqualTo(0x83AA_7E80_0000_0000L);
        assertThat(clock.ntpAt(500 + SECOND / 2)).isEqualTo(0x83AA_7E80_8000_0000L);
        assertThat(clock.ntpAt(500 - SECOND / 4)).isEqualTo(0x83AA_7E7F_C000_0000L);
    }

    @Test
    void goesThereAndBackToTheNanosecond() {
        Property.check(3, 2000, random -> {
            NtpClock clock = new NtpClock(random.nextLong() >> 4, random.nextLong(0, 4_000_000_000L) * SECOND + 7);
            long nowNanos = (random.nextLong() >> 4) + random.nextLong(SECOND * 86_400);

            assertThat(clock.nanosAt(clock.ntpAt(nowNanos))).isEqualTo(nowNanos);
        });
    }

    @Test
    void goesOnAcrossTheEraOf2036() {
        Instant lastSecond = Instant.parse("2036-02-07T06:28:15Z");
        NtpClock clock = new NtpClock(0, lastSecond.getEpochSecond() * SECOND);

        assertThat(clock.ntpAt(0)).isEqualTo(0xFFFF_FFFF_0000_0000L);
        assertThat(clock.ntpAt(SECOND)).isZero();
        assertThat(clock.nanosAt(1L << 32)).isEqualTo(2 * SECOND);
    }

    @Test
    void computesTheRoundTripOfTheExampleInRfc3550() {
        int lastSenderReport = NtpClock.compact(0xB44D_B705_2000_0000L);
        int delay = NtpClock.nanosToCompact(Duration.ofMillis(5250).toNanos());
        int arrival = 0xB710_8000;

        assertThat(lastSenderReport).isEqualTo(0xB705_2000);
        assertThat(delay).isEqualTo(0x0005_4000);
        assertThat(NtpClock.compactToNanos(arrival - lastSenderReport - delay))
                .isEqualTo(Duration.ofMillis(6125).toNanos());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-5, 0", "1000000000, 65536", "32767999999999, 2147483647", "9223372036854775807, 2147483647"})
    void holdsADelayInItsField(long nanos, int compact) {
        assertThat(NtpClock.nanosToCompact(nanos)).isEqualTo(compact);
    }

    @Test
    void tellsANegativeDuration() {
        assertThat(NtpClock.compactToNanos(-65536)).isEqualTo(-SECOND);
    }
}
