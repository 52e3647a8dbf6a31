// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.bench.client.Histogram;
import io.apotheca.bench.client.Tally;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes figures of what was counted. */
final class Summary {
    /** A loop that is late by more than this may be what makes packets late. */
    private static final double SOUND_MILLIS = 5;

    private static final double SOUND_BUSY_PERCENT = 85;
    private static final double MILLI = 1e6;

    private final Sfu sfu;
    private final LoadPlan plan;
    private final int loops;
    private final LoadRun.Measured measured;
    private final Tally tally;
    private final double seconds;

    Summary(Sfu sfu, LoadPlan plan, int loops, LoadRun.Measured measured) {
        this.sfu = sfu;
        this.plan = plan;
        this.loops = loops;
        this.measured = measured;
        this.tally = measured.tally;
        this.seconds = measured.seconds;
    }

    LoadResult result(
            LoadResult.Joins joins,
            LoadResult.Joins churn,
            List<LoadResult.Sample> samples,
            LoadRun.Memory memory,
            @Nullable String problem) {
        return new LoadResult(
                sfu.name(),
                plan,
                seconds,
                delivered(),
                joins,
                churn,
                flow(),
                latency(tally.latency),
                latency(tally.soundLatency),
                TransitTimes.between(measured.before, measured.after),
                server(memory),
                bench(),
                samples,
                problem);
    }

    private double delivered() {
        boolean layered = plan.publishing().layers() > 1;
        return layered || plan.joinsPerSecond() > 0
                ? Double.NaN
                : (double) (tally.mediaReceived + tally.repaired)
                        / ((double) tally.mediaSent * (plan.participants() - 1));
    }

    private LoadResult.Flow flow() {
        long expected = tally.mediaReceived + tally.repaired + tally.lost;
        return new LoadResult.Flow(
                tally.mediaSent / seconds,
                tally.mediaReceived / seconds,
                8 * tally.bytesSent / seconds,
                8 * tally.bytesReceived / seconds,
                tally.mediaReceived,
                tally.lost,
                expected == 0 ? Double.NaN : 100.0 * tally.lost / expected,
                tally.repaired,
                tally.probes,
                tally.keyframesWanted);
    }

    private static LoadResult.Latency latency(Histogram times) {
        return new LoadResult.Latency(
                times.quantileNanos(0.5) / MILLI,
                times.quantileNanos(0.9) / MILLI,
                times.quantileNanos(0.99) / MILLI,
                times.quantileNanos(0.999) / MILLI,
                times.count() == 0 ? Double.NaN : times.maxNanos() / MILLI);
    }

    private LoadResult.Server server(LoadRun.Memory memory) {
        double cpuNanos = measured.serverCpuNanos < 0 ? toldCpuNanos() : measured.serverCpuNanos;
        double udpOut = growth("apotheca_media_datagrams_total{direction=\"out\"", "protocol=\"udp\"");
        double calls = growth("apotheca_media_udp_calls_total{direction=\"out\"", "");
        double allocated = growth("apotheca_media_loop_allocated_bytes_total", "");
        double toldSeconds = growth("apotheca_media_figures_time_seconds", "");
        return new LoadResult.Server(
                100 * cpuNanos / 1e9 / seconds,
                cpuNanos / 1e3 / tally.mediaReceived,
                (memory.full() - memory.start()) / plan.people(),
                memory.left() - memory.start(),
                memory.start(),
                measured.pausesNanos.stream().mapToLong(Long::longValue).max().orElse(0) / MILLI,
                measured.pausesNanos.stream().mapToLong(Long::longValue).sum() / MILLI,
                allocated / udpOut,
                allocated / toldSeconds,
                udpOut / calls,
                growth("apotheca_media_dropped_total", ""));
    }

    /** Of a server elsewhere: its own account. */
    private double toldCpuNanos() {
        double told = growth("apotheca_media_process_cpu_seconds_total", "");
        return told * 1e9 * seconds / growth("apotheca_media_figures_time_seconds", "");
    }

    private double growth(String name, String label) {
        OptionalDouble before = measured.before.sum(name, label);
        OptionalDouble after = measured.after.sum(name, label);
        return before.isPresent() && after.isPresent() ? after.getAsDouble() - before.getAsDouble() : Double.NaN;
    }

    private LoadResult.Bench bench() {
        double busy = 100.0 * tally.busyNanos / 1e9 / seconds / loops;
        double lag = tally.lag.quantileNanos(0.99) / MILLI;
        double turn = tally.turns.quantileNanos(0.99) / MILLI;
        return new LoadResult.Bench(
                busy,
                100.0 * measured.benchCpuNanos / 1e9 / seconds,
                measured.machinePercent,
                lag,
                turn,
                tally.unsent,
                tally.refused,
                busy <= SOUND_BUSY_PERCENT && !(lag > SOUND_MILLIS) && turn <= SOUND_MILLIS && tally.unsent == 0);
    }
}
