// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;

class SequenceUnwrapperTest {
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();

    @Test
    void beginsOneCycleUpSoThatEarlierNumbersStayPositive() {
        assertThat(unwrapper.started()).isFalse();
        assertThat(unwrapper.unwrap(0)).isEqualTo(65536);
        assertThat(unwrapper.started()).isTrue();
        assertThat(unwrapper.unwrap(65535)).isEqualTo(65535);
        assertThat(unwrapper.unwrap(0x8000)).isEqualTo(32768);
    }

    @Test
    void goesOnOverTheWrapAndBackBeforeIt() {
        assertThat(unwrapper.unwrap(65534)).isEqualTo(131070);
        assertThat(unwrapper.unwrap(1)).isEqualTo(131073);
        assertThat(unwrapper.unwrap(65535)).isEqualTo(131071);
        assertThat(unwrapper.unwrap(0)).isEqualTo(131072);
    }

    @Test
    void measuresFromTheHighestNotFromTheLast() {
        unwrapper.unwrap(40_000);
        unwrapper.unwrap(10_000);

        assertThat(unwrapper.unwrap(40_001 + 32_000 - 65_536)).isEqualTo(65_536 + 72_001);
    }

    @Test
    void looksWithoutAChange() {
        assertThat(unwrapper.peek(7)).isEqualTo(65543);
        assertThat(unwrapper.started()).isFalse();
        unwrapper.unwrap(100);
        assertThat(unwrapper.peek(30_000)).isEqualTo(95_536);
        assertThat(unwrapper.peek(50_000)).isEqualTo(50_000);
        assertThat(unwrapper.unwrap(50_000)).isEqualTo(50_000);
    }

    @Test
    void forgets() {
        unwrapper.unwrap(65535);
        unwrapper.unwrap(5);
        unwrapper.reset();

        assertThat(unwrapper.started()).isFalse();
        assertThat(unwrapper.unwrap(6)).isEqualTo(65542);
    }

    @Test
    void findsTheNumbersThatTheWireCutOff() {
        Property.check(6, 300, random -> {
            SequenceUnwrapper fresh = new SequenceUnwrapper();
            long highest = 65536L + random.nextInt(65536);
            assertThat(fresh.unwrap((int) highest & 0xFFFF)).isEqualTo(highest);
            for (int i = 0; i < 500; i++) {
                long sent = random.nextInt(4) == 0
                        ? highest - random.nextInt(random.nextBoolean() ? 32769 : 50)
                        : highest + random.nextInt(random.nextInt(20) == 0 ? 32768 : 3);
                assertThat(fresh.peek((int) sent & 0xFFFF)).isEqualTo(sent);
                assertThat(fresh.unwrap((int) sent & 0xFFFF)).isEqualTo(sent).isPositive();
                highest = Math.max(highest, sent);
            }
        });
    }
}
