// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.bench.bwe.Goal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordGoalsTest {
    private static final RecordResult.Archives WHOLE = new RecordResult.Archives(2, 2, 4, 2, 0, 1000, 0, 500, 0);

    private static RecordResult result(
            double session, List<RecordResult.Kill> kills, RecordResult.Archives archives, int seconds, double growth) {
        return new RecordResult(
                new RecordPlan(2, 1_000_000, 1, 1, seconds, false, kills.size(), 1),
                new RecordResult.Cpu(1, 1, 1, session),
                new RecordResult.Memory(List.of(), growth),
                kills,
                archives,
                List.of(),
                "");
    }

    private static RecordResult.Kill kill(Double... losses) {
        return new RecordResult.Kill(
                1, losses.length, RecordResult.Spread.of(List.of(losses)), RecordResult.Spread.of(List.of()));
    }

    private static List<String> missed(RecordResult result) {
        return RecordGoals.of(result).stream()
                .filter(goal -> !goal.met())
                .map(Goal::name)
                .toList();
    }

    @Test
    void allIsWell() {
        assertThat(missed(result(2, List.of(kill(10.0, 1000.0)), WHOLE, 600, 5)))
                .isEmpty();
    }

    @Test
    void eachMissIsNamed() {
        assertThat(missed(result(2.1, List.of(kill(10.0), kill(3.0, 1001.0)), WHOLE, 600, 5.1)))
                .containsExactly(
                        "a session's processor time, % of a core",
                        "lost by a kill at most, ms", "memory that came to be kept, %");
        assertThat(missed(result(1, List.of(), new RecordResult.Archives(2, 1, 4, 2, 1, 1000, 2, 500, 3), 60, 0)))
                .containsExactly(
                        "archives that are not whole",
                        "parts that do not verify",
                        "parts whose end is not noted as it is",
                        "frames of sound missing inside of parts");
    }

    @Test
    void whatWasNotToldIsMissed() {
        assertThat(missed(result(Double.NaN, List.of(kill()), WHOLE, 600, Double.NaN)))
                .hasSize(3);
        assertThat(missed(result(1, List.of(), WHOLE, 599, Double.NaN)))
                .as("a short run says nothing of memory")
                .isEmpty();
    }

    @Test
    void aSpreadIsOfWhatThereIs() {
        RecordResult.Spread spread = RecordResult.Spread.of(List.of(7.0, 1.0, 3.0));
        assertThat(spread.middle()).isEqualTo(3);
        assertThat(spread.most()).isEqualTo(7);
        assertThat(RecordResult.Spread.of(List.of()).most()).isNaN();
    }
}
