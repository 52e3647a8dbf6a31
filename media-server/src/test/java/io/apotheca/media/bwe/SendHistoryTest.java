// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;

class SendHistoryTest {
    @Test
    void findsEveryPacketItStillHasAcrossTheWrap() {
        Property.check(1, 200, random -> {
            SendHistory history = new SendHistory();
            int wire = random.nextInt(0x10000);
            int sent = 1 + random.nextInt(3 * SendHistory.SIZE);
            long first = history.add(wire, 1, 0, 0);
            for (int i = 1; i < sent; i++) {
                assertThat(history.add(wire + i & 0xFFFF, i + 1, i % 3, i)).isEqualTo(first + i);
            }
            assertThat(history.newest()).isEqualTo(first + sent - 1);
            for (int back = 0; back < Math.min(sent, SendHistory.SIZE); back += 1 + random.nextInt(50)) {
                int i = sent - 1 - back;
                long number = history.unwrap(wire + i & 0xFFFF);
                assertThat(number).isEqualTo(first + i);
                int slot = history.slot(number);
                assertThat(history.bytes(slot)).isEqualTo(i + 1);
                assertThat(history.sentNanos(slot)).isEqualTo(i);
                assertThat(history.cluster(slot)).isEqualTo(i % 3);
                assertThat(history.told(slot)).isEqualTo(SendHistory.NOTHING);
            }
            if (sent > SendHistory.SIZE) {
                assertThat(history.slot(first + sent - 1 - SendHistory.SIZE)).isNegative();
            }
        });
    }

    @Test
    void takesAsManyAsAreSentInTheTimeToKeep() {
        long pauseNanos = 10_000_000;
        int kept = (int) (SendHistory.KEPT_NANOS / pauseNanos);
        SendHistory history = new SendHistory();
        long newest = 0;
        for (int i = 0; i < 10 * kept; i++) {
            newest = history.add(i & 0xFFFF, i, i % 7, i * pauseNanos);
            history.tell(history.slot(newest), SendHistory.ARRIVED);
            for (long back = 0; back < kept && back <= i; back += 37) {
                int slot = history.slot(newest - back);
                assertThat(history.bytes(slot)).isEqualTo(i - (int) back);
                assertThat(history.cluster(slot)).isEqualTo((i - (int) back) % 7);
                assertThat(history.sentNanos(slot)).isEqualTo((i - back) * pauseNanos);
                assertThat(history.told(slot)).isEqualTo(SendHistory.ARRIVED);
            }
        }
        assertThat(history.slot(newest - 2L * kept)).as("not twice as many").isNegative();
    }

    @Test
    void knowsNothingOfNumbersThatWereNotSent() {
        SendHistory history = new SendHistory();
        assertThat(history.slot(history.unwrap(5))).isNegative();
        long one = history.add(0xFFFF, 100, 0, 0);
        assertThat(history.slot(one - 1)).isNegative();
        assertThat(history.slot(one + 1)).isNegative();
        assertThat(history.slot(history.unwrap(0)))
                .as("not yet sent, so long ago")
                .isNegative();
        history.add(2, 100, 0, 0);
        assertThat(history.slot(history.unwrap(1))).as("skipped").isNegative();
        assertThat(history.slot(history.unwrap(2))).isNotNegative();
    }

    @Test
    void aPlaceIsUsedAfreshByTheNextPacketThere() {
        SendHistory history = new SendHistory();
        long number = history.add(0, 100, 0, 0);
        history.tell(history.slot(number), SendHistory.ARRIVED);
        for (int i = 1; i <= SendHistory.SIZE; i++) {
            history.add(i, 100, 0, 0);
        }
        assertThat(history.told(history.slot(number + SendHistory.SIZE))).isEqualTo(SendHistory.NOTHING);
    }

    @Test
    void streamsAreFoundByTheirOwnNumbers() {
        SourceNumbers numbers = new SourceNumbers();
        for (int i = 0; i < 2000; i++) {
            numbers.put(0x1234_5678, 0xFFF0 + i, 10 + i);
        }
        assertThat(numbers.find(0x1234_5678, 0xFFF0)).isEqualTo(10);
        assertThat(numbers.find(0x1234_5678, 5)).isEqualTo(31);
        assertThat(numbers.find(0x1234_5679, 5)).isEqualTo(SourceNumbers.UNKNOWN);
        assertThat(numbers.find(0x1234_5678, 5000)).isEqualTo(SourceNumbers.UNKNOWN);
    }
}
