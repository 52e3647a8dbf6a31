// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every goal stays met. */
class BweBenchTest {
    @Test
    void goalsAreMet() {
        List<String> missed = new ArrayList<>();
        for (CaseResult result : BweBench.cases(1)) {
            for (Goal goal : result.goals()) {
                if (!goal.met()) {
                    missed.add("%s: %.3f".formatted(goal.name(), goal.measured()));
                }
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        List<Goal> one = BweBench.cases(5).stream()
                .flatMap(result -> result.goals().stream())
                .toList();
        List<Goal> other = BweBench.cases(5).stream()
                .flatMap(result -> result.goals().stream())
                .toList();
        assertThat(one).isEqualTo(other).hasSizeGreaterThan(70);
    }

    @Test
    void noPlaceOfTheGridStarvesOrFloods() {
        List<Grid.Cell> cells = Grid.run(1);
        assertThat(cells).hasSize(60).allSatisfy(cell -> {
            assertThat(cell.phase().utilisation()).as(cell.toString()).isBetween(0.5 * (1 - cell.lossShare()), 1.0);
            assertThat(cell.phase().overflow()).as(cell.toString()).isLessThan(0.05);
        });
    }
}
