// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;

class TimestampRewriterTest {
    private static final long MASK = 0xFFFF_FFFFL;
    private static final long SECOND = 1_000_000_000;

    @Test
    void theFirstSourceKeepsItsClock() {
        TimestampRewriter rewriter = new TimestampRewriter(90_000);
        rewriter.switchSource(123_456, 5 * SECOND);
        assertThat(rewriter.map(123_456)).isEqualTo(123_456);
        assertThat(rewriter.map(120_000)).isEqualTo(120_000);
    }

    @Test
    void aNewSourceContinuesByTheTimePassed() {
        TimestampRewriter rewriter = new TimestampRewriter(48_000);
        rewriter.switchSource(MASK - 100, 0);
        rewriter.map(MASK - 100);
        rewriter.switchSource(77, 3 * SECOND);
        assertThat(rewriter.map(77)).isEqualTo(((MASK - 100) + 3 * 48_000) & MASK);
    }

    @Test
    void aSwitchGoesAtLeastOneFrameBeyondTheHighestSent() {
        TimestampRewriter rewriter = new TimestampRewriter(90_000);
        rewriter.switchSource(1000, 0);
        rewriter.map(91_000);
        rewriter.map(4000);
        rewriter.switchSource(0, SECOND / 2);
        assertThat(rewriter.map(0)).isEqualTo(91_000 + 3000);
    }

    @Test
    void runsOnOverAnySwitchAndRepeatsItself() {
        Property.check(11, 1000, random -> {
            TimestampRewriter rewriter = new TimestampRewriter(90_000);
            long now = 0;
            long highest = -1; // not wrapping
            for (int source = 0; source < 6; source++) {
                long first = random.nextLong() & MASK;
                rewriter.switchSource(first, now);
                long start = rewriter.map(first);
                long step = highest < 0 ? 0 : (start - highest) & MASK;
                assertThat(highest < 0 || (step >= 3000 && step <= 90_000 * 31L))
                        .isTrue();
                highest = highest < 0 ? first : highest + step;
                long beginning = highest;
                for (int frame = 0; frame < 20; frame++) {
                    long ticks = frame * 3000L + random.nextInt(100);
                    long mapped = rewriter.map((first + ticks) & MASK);
                    assertThat(mapped).isEqualTo((beginning + ticks) & MASK);
                    assertThat(rewriter.translate((first + ticks) & MASK)).isEqualTo(mapped);
                    highest = Math.max(highest, beginning + ticks);
                }
                now += SECOND * 2 / 3 + random.nextLong(30 * SECOND);
            }
        });
    }
}
