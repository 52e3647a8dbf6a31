// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apotheca.bench.bwe.Goal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of a server's own figures and of one run's. */
class LoadFiguresTest {
    private static final String BEFORE = """
        # HELP apotheca_media_transit_seconds How long packets are here.
        apotheca_media_transit_seconds_bucket{loop="0",le="0.001"} 100
        apotheca_media_transit_seconds_bucket{loop="0",le="0.002"} 100
        apotheca_media_transit_seconds_bucket{loop="0",le="+Inf"} 100
        apotheca_media_datagrams_total{direction="in",loop="0",protocol="udp"} 7
        apotheca_media_datagrams_total{direction="out",loop="0",protocol="udp"} 5.0
        apotheca_media_datagrams_total{direction="out",loop="1",protocol="udp"} 6.0
        no figure at all
        """;
    private static final String AFTER = """
        apotheca_media_transit_seconds_bucket{loop="0",le="0.001"} 150
        apotheca_media_transit_seconds_bucket{loop="0",le="0.002"} 200
        apotheca_media_transit_seconds_bucket{loop="0",le="+Inf"} 200
        """;

    @Test
    void figuresAreAddedUpOverLoops() {
        ServerFigures figures = ServerFigures.read(BEFORE);
        assertThat(figures.sum("apotheca_media_datagrams_total", "direction=\"out\""))
                .hasValue(11);
        assertThat(figures.sum("apotheca_media_datagrams_total", "")).hasValue(18);
        assertThat(figures.sum("apotheca_media_nothing", "")).isEmpty();
    }

    @Test
    void transitIsWhatCameBetweenTwoReadings() {
        LoadResult.Latency transit = TransitTimes.between(ServerFigures.read(BEFORE), ServerFigures.read(AFTER));
        assertThat(transit.p50Millis()).isCloseTo(1, within(0.001));
        assertThat(transit.p90Millis()).isCloseTo(1.8, within(0.001));
        assertThat(transit.maxMillis()).isCloseTo(2, within(0.001));
    }

    @Test
    void whatIsNotToldIsUnknown() {
        assertThat(TransitTimes.between(ServerFigures.NONE, ServerFigures.NONE)).isEqualTo(LoadResult.Latency.UNKNOWN);
        assertThat(TransitTimes.between(ServerFigures.read(AFTER), ServerFigures.read(AFTER)))
                .as("nothing came between")
                .isEqualTo(LoadResult.Latency.UNKNOWN);
    }

    @Test
    void joinTimesAreOfThoseAddedSince() {
        JoinTimes times = new JoinTimes();
        for (int i = 1; i <= 2000; i++) {
            times.add(i * 1_000_000L);
        }
        times.fail();
        LoadResult.Joins joins = times.take(100);
        assertThat(joins.done()).isEqualTo(2000);
        assertThat(joins.failed()).isEqualTo(1);
        assertThat(joins.perSecond()).isEqualTo(20);
        assertThat(joins.p50Millis()).isEqualTo(1000);
        assertThat(joins.p99Millis()).isEqualTo(1980);
        assertThat(joins.maxMillis()).isEqualTo(2000);
        assertThat(times.take(1).p50Millis()).isNaN();
    }

    @Test
    void goalsAreOfTheScenario() {
        assertThat(LoadGoals.of(Results.good())).isNotEmpty().allMatch(Goal::met);
        assertThat(missed(Results.result("A", 50, 3, 12.5, 1, true)))
                .containsExactly("CPU-µs a forwarded packet", "packets lost");
        assertThat(missed(Results.result("C", 50, 0, 12.5, 1, true))).isEmpty();
        assertThat(missed(Results.afterRounds(10, 8e6))).isEmpty();
        assertThat(missed(Results.afterRounds(10, 10e6))).containsExactly("memory that stays when all have left, %");
        assertThat(missed(Results.afterRounds(9, 10e6))).as("too few to tell").isEmpty();
        assertThat(LoadGoals.atLimit(Results.result("B", 4, 0, 3.6, 1, true))).noneMatch(Goal::met);
        assertThat(LoadGoals.atLimit(Results.good())).isEmpty();
    }

    @Test
    void manyJoinsHaveAGoalAndACost() {
        assertThat(missed(Results.withChurn(200, 200))).isEmpty();
        assertThat(missed(Results.withChurn(200, 150))).containsExactly("joins a second");
        assertThat(missed(Results.withChurn(20, 15))).as("few were asked for").isEmpty();
        LoadResult result = Results.withChurn(200, 75);
        assertThat(result.serverMillisPerJoin()).as("150 % of a core").isEqualTo(20);
        assertThat(result.benchMillisPerJoin()).as("60 % of a core").isEqualTo(8);
        assertThat(Results.good().serverMillisPerJoin()).as("nobody came").isNaN();
    }

    private static List<String> missed(LoadResult result) {
        return LoadGoals.of(result).stream()
                .filter(goal -> !goal.met())
                .map(Goal::name)
                .toList();
    }

    @Test
    void aStepBreaksByWhatIsWorst() {
        assertThat(LimitSearch.broken(Results.good())).isEmpty();
        assertThat(LimitSearch.broken(Results.result("A", 50, 0, 9, 21, true))).contains("late");
        assertThat(LimitSearch.broken(Results.result("A", 50, 1300, 9, 2, true)))
                .contains("lost");
        assertThat(LimitSearch.broken(Results.result("A", 50, 0, 9, 2, false))).contains("bench");
    }

    @Test
    void theLastGoodStepHasTheMostRooms() {
        List<LimitSearch.Step> steps = List.of(
                new LimitSearch.Step(Results.result("A", 50, 0, 9, 2, true), ""),
                new LimitSearch.Step(Results.result("A", 113, 0, 9, 50, true), "late"),
                new LimitSearch.Step(Results.result("A", 75, 0, 9, 2, true), ""));
        assertThat(LimitSearch.lastGood(steps))
                .isNotNull()
                .satisfies(best -> assertThat(best.plan().rooms()).isEqualTo(75));
        assertThat(LimitSearch.lastGood(steps.subList(1, 2))).isNull();
    }

    @Test
    void theLiveHeapIsTheTotalOfItsClasses() {
        assertThat(ServerProcess.liveBytes("  12:   5   160  Total (java.base)\nTotal        551397       80590528\n"))
                .hasValue(80_590_528);
        assertThat(ServerProcess.liveBytes("nothing")).isEmpty();
    }

    @Test
    void aProcessTellsOfItself() throws Exception {
        ServerProcess own = new ServerProcess(ProcessHandle.current().pid());
        assertThat(own.alive()).isTrue();
        assertThat(own.cpuNanos()).isPositive();
        assertThat(own.memoryBytes()).isGreaterThan(1 << 20);
        assertThat(own.anonymousBytes()).isPositive();
    }
}
