// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import java.util.List;

/** Results as if measured. */
public final class Results {
    private static final LoadResult.Joins NOBODY =
            new LoadResult.Joins(0, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private Results() {}

    /** Scenario A, all as it should be. */
    public static LoadResult good() {
        return result("A", 50, 0, 9.5, 3.2, true);
    }

    public static LoadResult result(
            String name, int rooms, long lost, double cpuMicros, double p99Millis, boolean sound) {
        return result(plan(name, rooms, 0, 0), lost, cpuMicros, p99Millis, 1000, sound, NOBODY, 70);
    }

    /** After all have come and left so many times more, these bytes are left. */
    static LoadResult afterRounds(int rounds, double leftBytes) {
        return result(plan("A", 50, 0, rounds), 0, 9.5, 3.2, leftBytes, true, NOBODY, 70);
    }

    /** While it is measured, so many leave and come again each second, on a machine that has no time left. */
    public static LoadResult withChurn(double asked, double reached) {
        LoadResult.Joins churn = new LoadResult.Joins((int) (60 * reached), 0, reached, 200, 300, 400, 500);
        return result(plan("", 50, asked, 0), 0, 9.5, 3.2, 1000, true, churn, 97);
    }

    private static LoadPlan plan(String name, int rooms, double joinsPerSecond, int rounds) {
        return new LoadPlan(name, rooms, 2, 2, new Publishing(true, 1_200_000, 1), joinsPerSecond, 15, 60, rounds, 1);
    }

    private static LoadResult result(
            LoadPlan plan,
            long lost,
            double cpuMicros,
            double p99Millis,
            double leftBytes,
            boolean sound,
            LoadResult.Joins churn,
            double machinePercent) {
        LoadResult.Joins joins = new LoadResult.Joins(50, 0, 12.5, 200, 300, 400, 500);
        return new LoadResult(
                "Apotheca",
                plan,
                60,
                1,
                joins,
                churn,
                new LoadResult.Flow(20_000, 20_000, 1e8, 1.1e8, 1_200_000, lost, lost / 12_000.0, 0, 5, 50),
                new LoadResult.Latency(1.25, 2, p99Millis, 4, 9),
                new LoadResult.Latency(0.3, 0.5, 1, 1.6, 4),
                new LoadResult.Latency(0.2, 0.4, 0.9, 1.5, 3),
                new LoadResult.Server(150, cpuMicros, 180_000, leftBytes, 9e7, 0.2, 3, 0.1, 500, 4.5, 0),
                new LoadResult.Bench(30, 60, machinePercent, 1.1, 0.9, 0, 0, sound),
                List.of(
                        new LoadResult.Sample(1, 20_000, 20_000, 1e8, 1.2, 3, 150, 30, 0, 100, 4),
                        new LoadResult.Sample(2, 20_000, 20_000, 1e8, Double.NaN, Double.NaN, 150, 30, 0, 100, 4)),
                null);
    }
}
