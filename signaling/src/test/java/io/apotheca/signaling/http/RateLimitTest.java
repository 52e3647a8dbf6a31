// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
    private Instant now = Instant.EPOCH;

    @Test
    void countsEachKeyInItsOwnWindow() {
        RateLimit limit = new RateLimit(2, Duration.ofMinutes(1), 100, () -> now);
        assertThat(limit.allows("a")).isTrue();
        assertThat(limit.allows("a")).isTrue();
        assertThat(limit.allows("a")).isFalse();
        assertThat(limit.exhausted("a")).isTrue();
        assertThat(limit.allows("b")).isTrue();
        now = now.plusSeconds(59);
        assertThat(limit.allows("a")).isFalse();
        now = now.plusSeconds(1);
        assertThat(limit.exhausted("a")).isFalse();
        assertThat(limit.allows("a")).isTrue();
    }

    @Test
    void forgetsTheLongestUnusedFirst() {
        RateLimit limit = new RateLimit(1, Duration.ofMinutes(1), 2, () -> now);
        limit.allows("a");
        limit.allows("b");
        assertThat(limit.exhausted("a")).isTrue();
        limit.allows("c");
        assertThat(limit.exhausted("a")).isTrue();
        assertThat(limit.exhausted("b")).isFalse();
    }

    @Test
    void messagesAreTakenFromABucketThatFills() {
        MessageBudget budget = new MessageBudget(10, 2, 0);
        assertThat(budget.take(0)).isTrue();
        assertThat(budget.take(0)).isTrue();
        assertThat(budget.take(0)).isFalse();
        assertThat(budget.take(50_000_000)).isFalse();
        assertThat(budget.take(100_000_000)).isTrue();
        assertThat(budget.take(10_000_000_000L)).isTrue();
        assertThat(budget.take(10_000_000_000L)).isTrue();
        assertThat(budget.take(10_000_000_000L)).isFalse();
    }
}
