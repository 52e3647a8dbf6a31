// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import io.apotheca.bench.link.Capacity;
import io.apotheca.bench.link.Loss;
import io.apotheca.bench.link.Queue;
import java.util.ArrayList;
import java.util.List;

/** The grid of RFC 8868 section 4: one flow on 2 Mb/s by one-way delay, random loss and length of the queue. */
public final class Grid {
    private static final long[] DELAYS = {1, 50, 150, 300};
    private static final double[] LOSSES = {0, 0.01, 0.05, 0.10, 0.20};
    private static final long[] QUEUES = {70, 300, 1000};
    private static final double SECONDS = 60;
    private static final double SETTLED = 15;

    /** One place in the grid and what was seen there after the start. */
    public record Cell(long delayMillis, double lossShare, long queueMillis, Phase phase) {}

    private Grid() {}

    /** All places, delays outermost. */
    public static List<Cell> run(long seed) {
        List<Cell> cells = new ArrayList<>();
        for (long delay : DELAYS) {
            for (double loss : LOSSES) {
                for (long queue : QUEUES) {
                    cells.add(new Cell(delay, loss, queue, cell(delay, loss, queue, seed)));
                }
            }
        }
        return cells;
    }

    private static Phase cell(long delayMillis, double loss, long queueMillis, long seed) {
        Scenario scenario = Scenario.of(
                "one flow",
                Cases.there(Capacity.constant(2_000_000))
                        .delay(delayMillis * Cases.MILLI)
                        .loss(new Loss.Random(loss))
                        .queue(new Queue.Time(queueMillis * Cases.MILLI)),
                Cases.back().delay(delayMillis * Cases.MILLI),
                SECONDS,
                FlowSpec.of("A", Cases.VIDEO_BPS));
        return Phase.of(scenario.seed(seed).run(), SETTLED, SECONDS, Double.MAX_VALUE);
    }
}
