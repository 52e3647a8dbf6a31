// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.time.Deadline.Reason;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final Deadline deadline = new Deadline();

    @Test
    void keepsTheEarliestWishAndItsReason() {
        deadline.sooner(30, Reason.RTCP)
                .sooner(10, Reason.NACK)
                .sooner(10, Reason.TWCC)
                .sooner(20, Reason.CONSENT);

        assertThat(deadline.atNanos()).isEqualTo(10);
        assertThat(deadline.reason()).isEqualTo(Reason.NACK);
    }

    @Test
    void isNeverWithoutAWish() {
        deadline.sooner(30, Reason.RTCP).reset().sooner(Deadline.NEVER, Reason.NACK);

        assertThat(deadline.atNanos()).isEqualTo(Deadline.NEVER);
        assertThat(deadline.reason()).isEqualTo(Reason.NONE);
    }
}
