// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import io.apotheca.media.time.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyframeRequesterTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final KeyframeRequester requester = new KeyframeRequester();

    @Test
    void keepsTheLimitsAndLosesNoWish() {
        Property.check(51, 1000, random -> {
            KeyframeRequester tested = new KeyframeRequester();
            int people = 1 + random.nextInt(4);
            Set<Integer> waiting = new HashSet<>();
            List<Long> sent = new ArrayList<>();
            boolean answers = random.nextInt(3) > 0;
            long now = random.nextLong(SECOND);
            long oldestWish = now;
            for (int step = 0; step < 300; step++) {
                now += random.nextLong(200 * MILLI);
                int who = random.nextInt(people);
                if (random.nextInt(10) == 0) {
                    tested.withdraw(who);
                    waiting.remove(who);
                } else if (random.nextInt(2) == 0) {
                    oldestWish = waiting.isEmpty() ? now : oldestWish;
                    tested.request(who, now);
                    waiting.add(who);
                }
                boolean expected = tested.nextDeadlineNanos() <= now;
                boolean due = tested.due(now);
                assertThat(due).isEqualTo(expected);
                assertThat(tested.nextDeadlineNanos() < Deadline.NEVER).isEqualTo(!waiting.isEmpty());
                if (due) {
                    assertThat(waiting).isNotEmpty();
                    sent.add(now);
                    oldestWish = now;
                    if (answers) {
                        tested.onKeyframe(now);
                        waiting.clear();
                    }
                }
                assertThat(waiting.isEmpty() || now - oldestWish <= KeyframeRequester.REFILL_NANOS + SECOND)
                        .isTrue();
            }
            assertLimits(sent, answers ? people : Integer.MAX_VALUE);
        });
    }

    private static void assertLimits(List<Long> sent, int people) {
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - 1)).isGreaterThanOrEqualTo(KeyframeRequester.SOURCE_PAUSE_NANOS);
        }
        for (int more = 0; more < 10; more++) {
            long allowed = (long) (KeyframeRequester.BURST + more) * people;
            for (int i = 0; i + allowed < sent.size(); i++) {
                assertThat(sent.get(i + (int) allowed) - sent.get(i))
                        .isGreaterThanOrEqualTo((more + 1) * KeyframeRequester.REFILL_NANOS);
            }
        }
    }

    @Test
    void asksAtOnceAndRepeatsWithDoublingPausesUntilTheKeyframe() {
        requester.request(1, 0);
        List<Long> sent = new ArrayList<>();
        for (long now = 0; now < 12 * SECOND; now = requester.nextDeadlineNanos()) {
            assertThat(requester.due(now)).isTrue();
            sent.add(now / MILLI);
        }
        assertThat(sent).containsExactly(0L, 300L, 900L, 2100L, 4500L, 6900L, 9300L, 11700L);
        requester.onKeyframe(12 * SECOND);
        assertThat(requester.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void asksAgainAtOnceWhenTheSourceIsHeardAgain() {
        requester.request(1, 0);
        for (long now = 0; now < 3 * SECOND; now = requester.nextDeadlineNanos()) {
            assertThat(requester.due(now)).isTrue();
        }
        assertThat(requester.nextDeadlineNanos()).isEqualTo(4500 * MILLI);
        requester.onHeardAgain(3 * SECOND);
        assertThat(requester.due(3 * SECOND)).isTrue();
        assertThat(requester.nextDeadlineNanos()).isEqualTo(3600 * MILLI);
        requester.onHeardAgain(3100 * MILLI);
        assertThat(requester.nextDeadlineNanos())
                .as("not more often than a source may be asked")
                .isEqualTo(3300 * MILLI);
        requester.onKeyframe(3200 * MILLI);
        requester.onHeardAgain(4 * SECOND);
        assertThat(requester.nextDeadlineNanos()).isEqualTo(Deadline.NEVER);
    }

    @Test
    void aSecondRequesterDoesNotWaitForTheRepetition() {
        requester.request(1, 0);
        for (long now = 0; now < 4 * SECOND; now = requester.nextDeadlineNanos()) {
            assertThat(requester.due(now)).isTrue();
        }
        requester.request(2, 3 * SECOND);
        assertThat(requester.nextDeadlineNanos()).isEqualTo(3 * SECOND);
    }

    @Test
    void aRequestOverTheLimitWaitsItsTurn() {
        long now = 0;
        for (int i = 0; i < KeyframeRequester.BURST; i++) {
            requester.request(1, now);
            assertThat(requester.due(now)).isTrue();
            requester.onKeyframe(now);
            now += 300 * MILLI;
        }
        requester.request(1, now);
        assertThat(requester.due(now)).isFalse();
        assertThat(requester.nextDeadlineNanos()).isEqualTo(2 * SECOND);
        assertThat(requester.due(2 * SECOND)).isTrue();
    }

    @Test
    void aKeyframeServesAlsoThoseWhoseTurnHadNotCome() {
        requester.request(1, 0);
        assertThat(requester.due(0)).isTrue();
        requester.request(2, 100 * MILLI);
        requester.onKeyframe(200 * MILLI);
        assertThat(requester.nextDeadlineNanos()).isEqualTo(Deadline.NEVER);
        assertThat(requester.due(SECOND)).isFalse();
    }

    @Test
    void leavingDoesNotRenewTheAllowance() {
        for (int i = 0; i < 7; i++) {
            long now = i * 300L * MILLI;
            requester.request(1, now);
            assertThat(requester.due(now)).isEqualTo(i < KeyframeRequester.BURST);
            requester.withdraw(1);
        }
    }

    @Test
    void moreRequestersThanAccountsStillGetTheirKeyframes() {
        long now = 0;
        for (int who = 0; who < 3 * KeyframeRequester.MAX_REQUESTERS; who++) {
            requester.request(who, now);
            assertThat(requester.due(now)).isTrue();
            requester.onKeyframe(now);
            now += SECOND;
        }
        for (int who = 0; who < 3 * KeyframeRequester.MAX_REQUESTERS; who++) {
            requester.request(who, now);
        }
        assertThat(requester.due(now)).isTrue();
    }
}
