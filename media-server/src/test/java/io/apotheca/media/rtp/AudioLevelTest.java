// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioLevelTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "127, 127", "128, 0", "255, 127", "158, 30"})
    void takesTheLevelFromTheOctet(int octet, int level) {
        assertThat(AudioLevel.level(octet)).isEqualTo(level);
    }
}
