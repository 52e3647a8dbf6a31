// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReportedLossTest {
    private final ReportedLoss loss = new ReportedLoss();
    private long numbers = 65536;
    private long packets;

    /** So many numbers more, of which some never came from the publisher and others were lost on the way. */
    private void report(int more, int neverCame, int lost) {
        numbers += more;
        packets += more - neverCame;
        loss.onReport(256 * (neverCame + lost) / more, numbers, packets);
    }

    @Test
    void whatTheReceiverLosesIsItsLoss() {
        for (int i = 0; i < 20; i++) {
            report(100, 0, 10);
        }
        assertThat(loss.share()).isCloseTo(0.10, within(0.005));
        for (int i = 0; i < 20; i++) {
            report(100, 0, 0);
        }
        assertThat(loss.share()).isLessThan(0.001);
    }

    @Test
    void whatNeverCameIsNotTheReceiversLoss() {
        for (int i = 0; i < 20; i++) {
            report(100, 20, 0);
        }
        assertThat(loss.share()).isLessThan(0.001);
        for (int i = 0; i < 20; i++) {
            report(100, 20, 8);
        }
        assertThat(loss.share()).isCloseTo(0.10, within(0.01));
    }

    @Test
    void reportsOfAFewPacketsCountTogether() {
        report(100, 0, 0);
        for (int i = 0; i < 4; i++) {
            report(5, 0, 5);
        }
        assertThat(loss.share()).isZero();
        report(5, 0, 5);
        assertThat(loss.share()).isCloseTo(0.5, within(0.001));
    }

    @Test
    void reportsWithoutAnythingSentSayNothing() {
        for (int i = 0; i < 10; i++) {
            loss.onReport(255, numbers, packets);
        }
        assertThat(loss.share()).isZero();
    }
}
