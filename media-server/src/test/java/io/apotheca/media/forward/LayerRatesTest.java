// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayerRatesTest {
    private static final long STEP_NANOS = 10_000_000;
    private static final int STEP_BYTES = 125;
    private static final long BPS = 100_000;

    private final LayerRates rates = new LayerRates();

    private void send(long fromNanos, int packets) {
        for (int i = 0; i < packets; i++) {
            rates.onPacket(0, 0, STEP_BYTES, fromNanos + i * STEP_NANOS);
        }
    }

    private long rateAt(long nanos) {
        return rates.upToBps(0, 0, nanos);
    }

    @Test
    void aStreamIsMeasuredFromItsBeginningOn() {
        long began = 10_400_000_000L;
        for (long at = 9_000_000_000L; at < began; at += LayerRates.WINDOW_NANOS) {
            assertThat(rateAt(at)).isZero();
        }
        send(began, 60);
        long after = began + LayerRates.WINDOW_NANOS;
        assertThat(rateAt(after + STEP_NANOS)).isBetween(BPS * 95 / 100, BPS * 105 / 100);
    }

    @Test
    void aStreamThatRestedIsMeasuredAnew() {
        send(0, 200);
        assertThat(rateAt(4_000_000_000L)).isPositive();
        assertThat(rateAt(5_000_000_000L)).isZero();
        long again = 5_300_000_000L;
        send(again, 60);
        assertThat(rateAt(again + LayerRates.WINDOW_NANOS + STEP_NANOS)).isBetween(BPS * 95 / 100, BPS * 105 / 100);
    }
}
