// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long MILLI = 1_000_000;

    @Test
    void eachTimerComesInItsTickAndNoneBefore() {
        Property.check(1, 200, random -> {
            long now = random.nextLong(1L << 50);
            TimerWheel wheel = new TimerWheel(now);
            List<TimerWheel.Timer> timers = new ArrayList<>();
            // Many in each tick, or few in all of the wheel.
            long range = random.nextBoolean() ? 10 * MILLI : 1020 * MILLI;
            for (int i = 0; i < 50; i++) {
                TimerWheel.Timer timer = new TimerWheel.Timer();
                timers.add(timer);
                wheel.set(timer, now + random.nextLong(range));
                if (random.nextInt(3) == 0) {
                    wheel.set(timer, now + random.nextLong(range));
                } else if (random.nextInt(5) == 0) {
                    wheel.remove(timer);
                    timers.remove(timer);
                }
            }
            while (!timers.isEmpty()) {
                long next = wheel.nextNanos();
                assertThat(next).isNotEqualTo(Long.MAX_VALUE);
                assertThat(timers).noneMatch(each -> each.deadlineNanos <= next - 2 * MILLI);
                wheel.advance(next, each -> {
                    assertThat(timers.remove(each)).isTrue();
                    assertThat(each.deadlineNanos).isLessThanOrEqualTo(next);
                });
            }
            assertThat(wheel.nextNanos()).isEqualTo(Long.MAX_VALUE);
        });
    }

    @Test
    void whatIsBeyondTheWheelComesEarlyAndCanBeSetAgain() {
        TimerWheel wheel = new TimerWheel(0);
        TimerWheel.Timer timer = new TimerWheel.Timer();
        wheel.set(timer, 5000 * MILLI);
        int[] early = {0};
        while (early[0] < 100 && wheel.nextNanos() < 5000 * MILLI) {
            wheel.advance(wheel.nextNanos(), each -> {
                early[0]++;
                wheel.set(each, each.deadlineNanos);
            });
        }
        assertThat(early[0]).isBetween(4, 5);
        List<TimerWheel.Timer> due = new ArrayList<>();
        wheel.advance(5000 * MILLI, due::add);
        assertThat(due).containsExactly(timer);
    }

    @Test
    void aTimerMaySetItselfAgainWhileItIsHandedOver() {
        TimerWheel wheel = new TimerWheel(0);
        TimerWheel.Timer timer = new TimerWheel.Timer();
        wheel.set(timer, MILLI);
        int[] count = {0};
        for (long now = MILLI; now <= 100 * MILLI; now += MILLI) {
            wheel.advance(now, each -> {
                count[0]++;
                wheel.set(each, each.deadlineNanos + MILLI);
            });
        }
        assertThat(count[0]).isEqualTo(100);
    }
}
