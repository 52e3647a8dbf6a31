// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.rtp.SequenceUnwrapper;
import java.util.HashSet;
import java.util.Set;

/** Whatever numbers arrive at whatever times: bounded, no deadline that nothing answers, no ask for what arrived. */
class NackRegisterFuzzTest {
    @FuzzTest
    void asksOnlyForWhatIsMissing(FuzzedDataProvider data) {
        NackRegister register = new NackRegister();
        SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        Set<Long> arrived = new HashSet<>();
        int[] asked = new int[data.consumeInt(1, 600)];
        long nowNanos = 0;
        while (data.remainingBytes() > 0) {
            nowNanos += data.consumeInt(0, 300_000_000);
            long sequence = unwrapper.unwrap(data.consumeInt(0, 65535));
            register.onPacket(sequence, nowNanos);
            arrived.add(sequence);
            int count = register.due(nowNanos, data.consumeLong(), asked);
            for (int i = 0; i < count; i++) {
                assertThat(arrived).doesNotContain(unwrapper.peek(asked[i]));
            }
            assertThat(register.missing()).isBetween(0, NackRegister.WINDOW - 1);
            assertThat(register.takeGivenUp()).isNotNegative();
            assertThat(register.nextDeadlineNanos()).isGreaterThanOrEqualTo(count < asked.length ? nowNanos + 1 : 0);
        }
    }
}
