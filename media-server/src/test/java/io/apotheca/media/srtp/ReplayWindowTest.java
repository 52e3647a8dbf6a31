// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayWindowTest {
    /** What the register is meant to do, without any cleverness. */
    private static final class Model {
        private final Set<Long> accepted = new HashSet<>();
        private long highest = -1;

        boolean fresh(long index) {
            return index >= 0 && index > highest - ReplayWindow.WIDTH && !accepted.contains(index);
        }

        void accept(long index) {
            accepted.add(index);
            highest = Math.max(highest, index);
        }
    }

    @Test
    void agreesWithTheModel() {
        Property.check(1, 300, random -> {
            ReplayWindow window = new ReplayWindow();
            Model model = new Model();
            long around = random.nextLong(1L << random.nextInt(1, 48));
            for (int step = 0; step < 2000; step++) {
                long index = around + random.nextLong(-1500, 1500);
                assertThat(window.fresh(index))
                        .as("step %d index %d", step, index)
                        .isEqualTo(model.fresh(index));
                if (model.fresh(index) && random.nextInt(4) > 0) {
                    window.accept(index);
                    model.accept(index);
                }
                around = jump(around, random.nextInt(100), random.nextLong(5000));
            }
            assertThat(window.highest()).isEqualTo(model.highest);
        });
    }

    /** RFC 3711, section 3.3.1: the highest index so far, a sequence number, the index it stands for. */
    @ParameterizedTest
    @CsvSource({
        "-1, 65535, 65535",
        "-1, 0, 0",
        "100, 101, 101",
        "100, 99, 99",
        "100, 32868, 32868",
        "100, 32869, -32667",
        "65535, 0, 65536",
        "65536, 65535, 65535",
        "98304, 0, 65536",
        "98304, 65535, 131071",
        "98305, 0, 131072",
        "131071, 32766, 163838",
        "131071, 32767, 98303",
        "131072, 65535, 131071",
        "281474976710655, 0, 281474976710656",
    })
    void guessesTheIndex(long highest, int sequence, long expected) {
        ReplayWindow window = new ReplayWindow();
        if (highest >= 0) {
            window.accept(highest);
        }
        assertThat(window.guess(sequence)).isEqualTo(expected);
    }

    @Test
    void guessesWhatIsWithinHalfTheSequenceSpace() {
        Property.check(2, 2000, random -> {
            ReplayWindow window = new ReplayWindow();
            long highest = random.nextLong(1L << 40) + 65_536;
            window.accept(highest);
            long index = highest + random.nextLong(-32_767, 32_768);
            assertThat(window.guess((int) index & 0xFFFF)).isEqualTo(index);
        });
    }

    @Test
    void askingChangesNothing() {
        ReplayWindow window = new ReplayWindow();
        assertThat(window.fresh(5)).isTrue();
        assertThat(window.fresh(5)).isTrue();
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.fresh(-1)).isFalse();
    }

    private static long jump(long around, int dice, long by) {
        if (dice == 0) {
            return around + 3 * by;
        }
        return dice < 50 ? around + by % 5 : around;
    }
}
