// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BurstTest {
    private static final long MILLI = 1_000_000;
    private final Burst burst = new Burst();

    private void quietSamples(int count) {
        for (int i = 0; i < count; i++) {
            burst.onSample(0.002, true);
        }
    }

    @Test
    void growsToAPicturesTimeWhileNothingQueues() {
        assertThat(burst.nanos()).isEqualTo(5 * MILLI);
        quietSamples(10);
        assertThat(burst.nanos()).isEqualTo(15 * MILLI);
        quietSamples(100);
        assertThat(burst.nanos()).isEqualTo(40 * MILLI);
    }

    @Test
    void staysAtAShortQueueAndBeginsAnewAtALongOne() {
        quietSamples(20);
        burst.onSample(0.012, true);
        assertThat(burst.nanos()).isEqualTo(25 * MILLI);
        burst.onSample(0.016, true);
        assertThat(burst.nanos()).isEqualTo(5 * MILLI);
    }

    @Test
    void beginsAnewWhereThePathDoesNotCarryEverything() {
        quietSamples(20);
        burst.onSample(0.002, false);
        assertThat(burst.nanos()).isEqualTo(5 * MILLI);
    }

    @Test
    void aPictureGoesWholeByIt() {
        assertThat(packetsAtOnce()).isEqualTo(1);
        quietSamples(100);
        assertThat(packetsAtOnce()).isEqualTo(6);
    }

    /** Packets of 1,200 bytes, 8 ms each at the pacer's rate, after a pause. */
    private int packetsAtOnce() {
        Pacer pacer = new Pacer();
        pacer.rates(1_200_000, 1_200_000);
        pacer.slack(burst.nanos());
        int count = 0;
        while (pacer.may(0)) {
            pacer.onSent(1_200, 0);
            count++;
        }
        return count;
    }
}
