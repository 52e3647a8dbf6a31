// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.link.Capacity;
import io.apotheca.bench.link.LinkSpec;
import io.apotheca.bench.link.Loss;
import io.apotheca.bench.link.Queue;
import io.apotheca.bench.relay.LinkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How bad a link is, both ways or each way by itself. */
final class LinkOptions {
    private static final long DEFAULT_BPS = 1_000_000;
    private static final long MILLI = 1_000_000;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            converter = Units.Rate.class,
            description = "Capacity, such as 600k or 2.5M bits a second (default: 1M).")
    private @Nullable Long rate;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            converter = Units.Time.class,
            description = "One-way delay (default: 50ms).")
    private @Nullable Long delay;

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            converter = Units.Time.class,
            description = "The most that is added to the delay at random; order is kept (default: 0ms).")
    private @Nullable Long jitter;

    @Option(
            names = "--loss",
            paramLabel = "PERCENT",
            converter = Units.Percent.class,
            description = "Datagrams lost at random (default: 0).")
    private @Nullable Double loss;

    @Option(
            names = "--queue",
            paramLabel = "TIME|SIZE",
            converter = Units.Depth.class,
            description = "What waits at most, such as 300ms or 64kB; more is dropped (default: 300ms).")
    private @Nullable Queue queue;

    @Option(
            names = "--steps",
            paramLabel = "STEPS",
            converter = Units.Steps.class,
            description = "Changes of the rate, such as 10s:60k,30s:2M, counted from the first datagram.")
    private @Nullable List<Capacity.Step> steps;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            converter = Units.Trace.class,
            description =
                    "Capacity from a file, in place of --rate: milliseconds at which 1500 bytes can be delivered, one a"
                            + " line (Mahimahi's form; repeats), or lines of \"seconds bits-a-second\".")
    private @Nullable Capacity trace;

    @Option(names = "--up-rate", paramLabel = "RATE", converter = Units.Rate.class, description = UP)
    private @Nullable Long upRate;

    @Option(names = "--up-delay", paramLabel = "TIME", converter = Units.Time.class, description = UP)
    private @Nullable Long upDelay;

    @Option(names = "--up-jitter", paramLabel = "TIME", converter = Units.Time.class, description = UP)
    private @Nullable Long upJitter;

    @Option(names = "--up-loss", paramLabel = "PERCENT", converter = Units.Percent.class, description = UP)
    private @Nullable Double upLoss;

    @Option(names = "--up-queue", paramLabel = "TIME|SIZE", converter = Units.Depth.class, description = UP)
    private @Nullable Queue upQueue;

    @Option(names = "--up-steps", paramLabel = "STEPS", converter = Units.Steps.class, description = UP)
    private @Nullable List<Capacity.Step> upSteps;

    @Option(names = "--up-trace", paramLabel = "FILE", converter = Units.Trace.class, description = UP)
    private @Nullable Capacity upTrace;

    private static final String UP = "The same from clients to the server, where it differs.";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Varies what is random (default: 1).")
    private long seed;

    /**
     * The link that was asked for.
     *
     * @throws IllegalArgumentException if options contradict each other; the message is for people
     */
    LinkSettings settings() {
        Capacity down = capacity("--", rate, steps, trace, DEFAULT_BPS);
        boolean same = upRate == null && upSteps == null && upTrace == null;
        Capacity up = same
                ? down
                : capacity("--up-", upRate, upSteps, upTrace, Objects.requireNonNullElse(rate, DEFAULT_BPS));
        LinkSpec there = spec(down, delay, jitter, loss, queue).seed(seed);
        LinkSpec back = spec(
                        up,
                        upDelay == null ? delay : upDelay,
                        upJitter == null ? jitter : upJitter,
                        upLoss == null ? loss : upLoss,
                        upQueue == null ? queue : upQueue)
                .seed(seed + 1);
        return new LinkSettings(back, there);
    }

    private static Capacity capacity(
            String prefix,
            @Nullable Long rate,
            @Nullable List<Capacity.Step> steps,
            @Nullable Capacity trace,
            long otherwise) {
        if (trace != null) {
            if (rate != null || steps != null) {
                throw new IllegalArgumentException(
                        "%strace goes without %srate and %ssteps.".formatted(prefix, prefix, prefix));
            }
            return trace;
        }
        List<Capacity.Step> all = new ArrayList<>(steps == null ? List.of() : steps);
        if (all.isEmpty() || all.getFirst().atNanos() > 0) {
            all.addFirst(new Capacity.Step(0, rate == null ? otherwise : rate));
        }
        try {
            return Capacity.steps(all);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%srate and %ssteps: times go up, and the last rate is not 0.".formatted(prefix, prefix), e);
        }
    }

    private static LinkSpec spec(
            Capacity capacity,
            @Nullable Long delayNanos,
            @Nullable Long jitterNanos,
            @Nullable Double loss,
            @Nullable Queue queue) {
        LinkSpec spec = LinkSpec.of(capacity)
                .delay(delayNanos == null ? 50 * MILLI : delayNanos)
                .jitter(jitterNanos == null ? 0 : jitterNanos)
                .loss(new Loss.Random(loss == null ? 0 : loss / 100));
        return queue == null ? spec : spec.queue(queue);
    }
}
