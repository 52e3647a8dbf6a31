// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

import io.apotheca.media.control.v1.Path;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How paths are spread: every participant counts once a sample, in few buckets. */
final class PathSpread {
    private static final double[] RATES_BPS = {
        50e3, 100e3, 200e3, 400e3, 600e3, 1e6, 1.5e6, 2.5e6, 5e6, 10e6,
    };
    private static final Duration[] ROUND_TRIPS = IntStream.of(25, 50, 100, 150, 200, 300, 600, 1_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    /** Whole numbers, because Micrometer rounds up what it puts into buckets. */
    private static final double[] PERCENT = {1, 2, 3, 5, 10, 20, 50};

    private static final double WHOLE = 100;

    private final DistributionSummary target;
    private final Timer roundTrip;
    private final DistributionSummary lossUp;
    private final DistributionSummary lossDown;

    PathSpread(MeterRegistry registry) {
        target = DistributionSummary.builder("apotheca.media.target.rate")
                .baseUnit("bits_per_second")
                .description("What may be sent to a receiver, over participants and samples.")
                .serviceLevelObjectives(RATES_BPS)
                .register(registry);
        roundTrip = Timer.builder("apotheca.media.round.trip")
                .description("Round trips, over participants and samples.")
                .serviceLevelObjectives(ROUND_TRIPS)
                .register(registry);
        lossUp = loss(registry, "up");
        lossDown = loss(registry, "down");
    }

    private static DistributionSummary loss(MeterRegistry registry, String direction) {
        return DistributionSummary.builder("apotheca.media.loss")
                .baseUnit("percent")
                .description("Percentages of packets that did not come at first, over participants and samples.")
                .tag("direction", direction)
                .serviceLevelObjectives(PERCENT)
                .register(registry);
    }

    void record(Path path) {
        if (path.hasTargetBps()) {
            target.record((double) path.getTargetBps());
        }
        if (path.hasRoundTripMicros()) {
            roundTrip.record(path.getRoundTripMicros(), TimeUnit.MICROSECONDS);
        }
        if (path.hasLossUp()) {
            lossUp.record(WHOLE * path.getLossUp());
        }
        if (path.hasLossDown()) {
            lossDown.record(WHOLE * path.getLossDown());
        }
    }
}
