// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.bwe.FlowTrace;
import io.apotheca.bench.bwe.LinkTrace;
import io.apotheca.bench.bwe.RateTrace;
import io.apotheca.bench.bwe.Run;
import io.apotheca.bench.link.Capacity;
import io.apotheca.bench.link.LinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;

/**
 * One run over time, in equal steps: what pictures draw and the JSON holds. Each list has one figure a step.
 *
 * @param seconds the end of each step
 * @param backCapacityBps of the return path; empty where no flow goes that way
 * @param tcpBps of all TCP together; empty where there is none
 * @param queueP95Millis what 95 of 100 packets did not wait longer than at the bottleneck
 * @param lossPercent of packets that did not arrive, for whatever reason
 */
public record Series(
        List<Double> seconds,
        List<Long> capacityBps,
        List<Long> backCapacityBps,
        List<Flow> flows,
        List<Long> tcpBps,
        List<Double> queueP95Millis,
        List<Double> queuePeakMillis,
        List<Double> lossPercent) {
    /**
     * One flow of media.
     *
     * @param back whether it goes against the scenario's direction
     * @param mediaBps what arrived
     * @param targetBps what its sender's estimate allowed at the step's end; 0 before its first picture
     */
    public record Flow(String name, boolean back, List<Long> mediaBps, List<Long> targetBps) {}

    private static final int STEPS = 250;
    private static final double NANOS = 1e9;
    private static final double TAIL = 0.95;

    static Series of(Run run) {
        Steps steps = Steps.of(run.scenario().durationNanos());
        boolean anyBack = run.flows().stream().anyMatch(flow -> flow.spec().back());
        boolean anyTcp = run.scenario().longTcp() + run.scenario().shortTcp() > 0;
        LinkTrace link = run.forward();
        return new Series(
                steps.each((from, until) -> rounded(until / NANOS)),
                capacity(steps, run.scenario().forward()),
                anyBack ? capacity(steps, run.scenario().back()) : List.of(),
                run.flows().stream().map(flow -> flow(flow, steps)).toList(),
                anyTcp ? rate(steps, run.tcp()) : List.of(),
                steps.each((from, until) -> rounded(link.queueNanos(from, until, TAIL) / 1e6)),
                steps.each((from, until) -> rounded(link.queueNanos(from, until, 1) / 1e6)),
                steps.each((from, until) -> rounded(100 * link.loss(from, until, true))));
    }

    private static List<Long> capacity(Steps steps, LinkSpec spec) {
        Capacity capacity = spec.capacity();
        return steps.whole((from, until) -> Math.round(capacity.bits(from, until) * NANOS / (until - from)));
    }

    private static List<Long> rate(Steps steps, RateTrace trace) {
        return steps.whole((from, until) -> Math.round(trace.bps(from, until)));
    }

    private static Flow flow(FlowTrace trace, Steps steps) {
        return new Flow(
                trace.spec().name(),
                trace.spec().back(),
                rate(steps, trace.media()),
                steps.whole((from, until) -> target(trace.points(), until)));
    }

    private static long target(List<FlowTrace.Point> points, long nanos) {
        int low = 0;
        int high = points.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.get(middle).atNanos() < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : points.get(low - 1).targetBps();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** Equal stretches of a run, each a whole number of a rate's bins. */
    private record Steps(long stepNanos, int count) {
        interface Figure {
            double of(long fromNanos, long untilNanos);
        }

        static Steps of(long durationNanos) {
            long bins = Math.max(2, Math.ceilDiv(durationNanos, STEPS * RateTrace.BIN_NANOS));
            long step = bins * RateTrace.BIN_NANOS;
            return new Steps(step, (int) (durationNanos / step));
        }

        List<Double> each(Figure figure) {
            List<Double> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(figure.of(i * stepNanos, (i + 1) * stepNanos));
            }
            return List.copyOf(values);
        }

        List<Long> whole(LongBinaryOperator figure) {
            List<Long> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(figure.applyAsLong(i * stepNanos, (i + 1) * stepNanos));
            }
            return List.copyOf(values);
        }
    }
}
