// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Parts that belong together. */
class ArchiveVerdictTest {
    private static final UUID ARCHIVE = new UUID(5, 6);

    private final Map<PartName, PartVerdict> parts = new HashMap<>();

    private void whole(int part, OptionalLong mediaBytes, boolean archiveEnds) {
        PartName name = new PartName(ARCHIVE, part);
        parts.put(name, new PartVerdict.Whole(name, Sha256.of(new byte[0]), mediaBytes, archiveEnds));
    }

    @Test
    void isWholeFromTheFirstToTheOneThatEndsIt() {
        whole(1, OptionalLong.of(10), false);
        whole(2, OptionalLong.of(10), true);
        assertThat(ArchiveVerdict.of(parts).isWhole()).isTrue();
    }

    @Test
    void missesWhatIsNotThere() {
        whole(2, OptionalLong.of(10), false);
        whole(4, OptionalLong.of(10), false);
        ArchiveVerdict verdict = ArchiveVerdict.of(parts);
        assertThat(verdict.missing()).containsExactly(1, 3, 5);
        assertThat(verdict.isWhole()).isFalse();
    }

    @Test
    void doesNotKnowTheEndWithoutAKey() {
        whole(1, OptionalLong.empty(), false);
        ArchiveVerdict verdict = ArchiveVerdict.of(parts);
        assertThat(verdict.missing()).isEmpty();
        assertThat(verdict.isWhole()).isFalse();
    }

    @Test
    void isNotWholeWithAPartThatIsNot() {
        PartName first = new PartName(ARCHIVE, 1);
        parts.put(first, new PartVerdict.Broken(new PartProblem.Tampered(7), OptionalLong.empty()));
        whole(2, OptionalLong.of(10), true);
        assertThat(ArchiveVerdict.of(parts).ended()).isTrue();
        assertThat(ArchiveVerdict.of(parts).isWhole()).isFalse();
    }
}
