// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PropertyTest {
    @Test
    void namesTheSeedThatRepeatsAFailureAlone() {
        long drawnBySeed12 = new SplittableRandom(12).nextLong();

        assertThatThrownBy(() -> Property.check(10, 100, random -> refuse(random, drawnBySeed12)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("try 3 of 100")
                .hasMessageContaining("Property.check(12L, 1, body)")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Property.check(12, 1, random -> refuse(random, drawnBySeed12)))
                .hasMessageContaining("try 1 of 1");
    }

    @Test
    void drawsTheSameInputsEachTime() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        Property.check(7, 20, random -> first.add(random.nextLong()));
        Property.check(7, 20, random -> second.add(random.nextLong()));

        assertThat(first).hasSize(20).doesNotHaveDuplicates().isEqualTo(second);
    }

    private static void refuse(RandomGenerator random, long refused) {
        if (random.nextLong() == refused) {
            throw new IllegalStateException("refused");
        }
    }
}
