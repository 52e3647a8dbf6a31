// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceParametersTest {
    private static final String PWD = "0123456789012345678901";

    @Test
    void randomOnesDiffer() {
        SplittableRandom random = new SplittableRandom(3);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            IceParameters parameters = IceParameters.random(random);
            assertThat(seen.add(parameters.ufrag())).isTrue();
            assertThat(seen.add(parameters.pwd())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "ab:d", "abc ", "äbcd"})
    void refusesBadFragments(String ufrag) {
        assertThatIllegalArgumentException().isThrownBy(() -> new IceParameters(ufrag, PWD));
    }

    @Test
    void refusesBadPasswords() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IceParameters("abcd", PWD.substring(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IceParameters("abcd", "a".repeat(257)));
    }

    @Test
    void neverPrintsThem() {
        assertThat(new IceParameters("abcd", PWD).toString()).doesNotContain("abcd", PWD);
    }
}
